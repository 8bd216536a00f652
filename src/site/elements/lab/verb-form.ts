// What a verb needs to be told before it can be done. Most need nothing; a form has the fields of those that do.
import type { ForkTree, TreeNode } from "../../../inspect/fork-tree.ts";
import type { CheckpointState } from "../../../inspect/saver-file.ts";
import type { Verb } from "../../../lab/model.ts";
import { h } from "../h.ts";
import { ForkForm } from "./fork-form.ts";
import { ResumeForm } from "./verb-resume.ts";

export interface VerbForm {
  /** Null: there is nothing to fill in. */
  readonly element: HTMLElement | null;
  /** Something was typed that would be lost. */
  readonly isDirty: boolean;
  /** What would be done; null while it cannot be said, for which `problem` has the reason. */
  verb(): Verb | null;
  problem(): string | null;
  /** Where to type first, or where something is wrong. */
  focus(): boolean;
}

/** What a verb is about. */
export interface VerbTarget {
  readonly node: TreeNode;
  readonly tree: ForkTree;
  /** Null while it is being read. */
  readonly state: CheckpointState | null;
}

/** `changed`: the verb, or what keeps it from being done, may be another now. */
export function makeForm(kind: Verb["kind"], target: VerbTarget, changed: () => void): VerbForm {
  const { thread, namespace, id } = target.node.row;
  switch (kind) {
    case "rerun":
      return simple({ kind, at: { thread, namespace, id } });
    case "continue":
    case "delete":
      return simple({ kind, thread });
    case "copy":
      return new CopyForm(target, changed);
    case "resume":
      return new ResumeForm(target, changed);
    case "fork":
      return new ForkForm(target, changed);
  }
}

function simple(verb: Verb): VerbForm {
  return { element: null, isDirty: false, verb: () => verb, problem: () => null, focus: () => false };
}

class CopyForm implements VerbForm {
  readonly element: HTMLElement;
  readonly #thread: string;
  readonly #to: HTMLInputElement;
  readonly #first: string;

  constructor({ node, tree }: VerbTarget, changed: () => void) {
    this.#thread = node.row.thread;
    this.#first = freeName(this.#thread, tree);
    this.#to = h("input", {
      class: "verb-input",
      type: "text",
      spellcheck: "false",
      autocomplete: "off",
      input: changed,
    });
    this.#to.value = this.#first;
    this.element = h(
      "label",
      { class: "verb-field" },
      h("span", { class: "label" }, "Name of the new thread"),
      this.#to,
    );
  }

  get isDirty(): boolean {
    return this.#to.value !== this.#first;
  }

  verb(): Verb {
    return { kind: "copy", thread: this.#thread, to: this.#to.value };
  }

  problem(): null {
    return null;
  }

  focus(): boolean {
    this.#to.focus();
    this.#to.select();
    return true;
  }
}

/** A name that no thread has. */
export function freeName(thread: string, { threads }: ForkTree): string {
  const taken = new Set(threads.map((each) => each.thread));
  let name = `${thread}-copy`;
  for (let number = 2; taken.has(name); number++) name = `${thread}-copy-${number}`;
  return name;
}
