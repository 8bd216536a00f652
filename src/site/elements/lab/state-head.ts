// Which checkpoint it is: its name with the full id one press away, when it was made, how large it is.
import type { TreeNode } from "../../../inspect/fork-tree.ts";
import type { CheckpointState } from "../../../inspect/saver-file.ts";
import { h } from "../h.ts";
import { copyButton } from "./state-copy.ts";
import { stepText, timeText } from "./state-words.ts";
import { cut, sizeText } from "./value-outline.ts";

const NAME_CHARACTERS = 60;

export class StateHead {
  readonly element = h("header", { class: "state-head" });
  #drawn = "";

  update({ name, row, isLatest }: TreeNode, state: CheckpointState): void {
    const place = [row.thread, row.namespace].filter((part) => part !== "").map((part) => cut(part, NAME_CHARACTERS));
    const facts = [stepText(row), timeText(state.createdAt), `${sizeText(row.valueBytes)} of values`];
    const drawn = JSON.stringify([name, row.id, place, facts, isLatest]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.element.replaceChildren(
      h("h3", {}, name),
      isLatest ? h("span", { class: "chip" }, "latest") : "",
      copyButton({ shown: "copy id", copied: row.id, says: `copy the full id of ${name}`, kind: "link-button" }),
      h(
        "p",
        { class: "state-facts" },
        h("span", {}, `thread ${place.join(" / ")}`),
        ...facts.map((fact) => h("span", {}, fact)),
      ),
    );
  }
}
