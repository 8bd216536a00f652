// The button of one verb, and the verb that it stands for before anything is typed.
import type { ForkTree, TreeNode } from "../../../inspect/fork-tree.ts";
import type { Verb } from "../../../lab/model.ts";
import { writersOf } from "../../../lab/verb-tree.ts";
import { h } from "../h.ts";
import { freeName } from "./verb-form.ts";
import { type Kind, openWords } from "./verb-words.ts";

export class VerbButton {
  readonly element: HTMLButtonElement;
  readonly #why: HTMLElement;

  constructor(kind: Kind, id: string, panel: string, click: () => void) {
    this.#why = h("span", { class: "visually-hidden", id: `${id}-why` });
    this.element = h(
      "button",
      {
        type: "button",
        class: "button small",
        "data-verb": kind,
        "aria-expanded": "false",
        "aria-controls": panel,
        "aria-describedby": `${id}-why`,
        click,
      },
      openWords(kind),
    );
  }

  setOpen(open: boolean): void {
    this.element.setAttribute("aria-expanded", String(open));
  }

  /** It can still be pressed: then the reason is told, and the lines are shown. */
  setBlocked(why: string | null): void {
    this.element.setAttribute("aria-disabled", String(why !== null));
    this.element.title = why ?? "";
    this.#why.textContent = why ?? "";
  }
}

/** The verb as its form has it before anything is typed. */
export function typicalVerb(kind: Kind, node: TreeNode, tree: ForkTree): Verb {
  const { thread, namespace, id } = node.row;
  const at = { thread, namespace, id };
  switch (kind) {
    case "rerun":
      return { kind, at };
    case "fork":
      return { kind, at, values: "{}", replace: [], asNode: writersOf(node)[0] ?? null };
    case "resume":
      return { kind, at, answer: "true" };
    case "continue":
    case "delete":
      return { kind, thread };
    case "copy":
      return { kind, thread, to: freeName(thread, tree) };
  }
}
