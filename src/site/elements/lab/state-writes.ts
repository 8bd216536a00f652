// Pending writes by task: what each node has done of the step that follows a checkpoint, and what that means for the next run.
import type { TreeNode } from "../../../inspect/fork-tree.ts";
import type { PendingWrite } from "../../../inspect/saver-file.ts";
import { h, icon, type IconName } from "../h.ts";
import { type TaskState, type TaskWrites, tasksOf, writeWords, writtenValue } from "./state-tasks.ts";
import type { Folds, Place } from "./value-folds.ts";
import { cut, showsAlike } from "./value-outline.ts";
import { drawText, drawValue, fillInPortions } from "./value-tree.ts";

const ABOUT =
  "Each task of a step stores what it did beside the checkpoint before the step, the moment it is done. When all have finished, LangGraph makes the next checkpoint of it.";
const NONE = "No pending writes: no task of the step after this checkpoint has stored anything.";
const CHARACTERS = 80;

const ICONS: Readonly<Record<TaskState, IconName>> = {
  finished: "passed",
  waiting: "late",
  answered: "run",
  failed: "failed",
  scheduled: "skipped",
};

export class WritesSection {
  readonly element = h("div", { class: "writes-section" });
  readonly #folds: Folds;
  #drawn: readonly TaskWrites[] | null = null;

  constructor(folds: Folds) {
    this.#folds = folds;
  }

  update(writes: readonly PendingWrite[], node: TreeNode): void {
    const tasks = tasksOf(writes, node);
    if (showsAlike(tasks, this.#drawn)) return;
    this.#drawn = tasks;
    const list = h("ol", { class: "tasks" });
    this.element.replaceChildren(
      h("p", { class: "note" }, ABOUT),
      tasks.length === 0
        ? h("p", { class: "empty" }, NONE)
        : fillInPortions(list, tasks.length, (at) => this.#drawTask(tasks[at]!)),
    );
  }

  #drawTask({ task, who, state, says, writes }: TaskWrites): HTMLElement {
    const list = h("ul", { class: "value-rows" });
    return h(
      "li",
      { class: "written-task", "data-state": state },
      h("p", { class: "task-says" }, icon(ICONS[state]), h("span", {}, ...withName(says, who))),
      fillInPortions(list, writes.length, (at) => this.#drawWrite(writes[at]!, state, [task, at])),
      h("p", { class: "task-id" }, "task ", h("code", {}, cut(task, CHARACTERS))),
    );
  }

  #drawWrite(write: PendingWrite, state: TaskState, place: Place): HTMLElement {
    const { words, channel, isWhole } = writeWords(write, state);
    const value = writtenValue(write);
    const isPlain = write.kind === "error" && typeof value === "string";
    return h(
      "li",
      {},
      h("span", { class: "write-words" }, words, " ", channel !== null && h("code", {}, cut(channel, CHARACTERS))),
      isPlain && h("div", { class: "write-error" }, drawText(value)),
      !isWhole && !isPlain && drawValue(value, ["write", ...place], this.#folds, 1),
    );
  }
}

function withName(says: string, who: string): (Node | string)[] {
  return says.startsWith(who) ? [h("strong", {}, cut(who, CHARACTERS)), says.slice(who.length)] : [says];
}
