// Below the tree: the card at hand as a sentence, and the buttons for what can be done with it. The keys do the same.
import type { TreeNode } from "../../../inspect/fork-tree.ts";
import { h } from "../h.ts";

export type Act = "open" | "fork" | "compare" | "fold" | "copy";

export const ACT_OF_KEY: Readonly<Record<string, Act>> = {
  Enter: "open",
  f: "fork",
  d: "compare",
  " ": "fold",
  c: "copy",
};

export interface ActionsView {
  /** What is at hand, in a sentence; null when the tree is empty. */
  readonly sentence: string | null;
  /** "s2·b"; null for a card that is no checkpoint. */
  readonly name: string | null;
  /** What folding would do: "Show 3 steps"; null when there is nothing to fold. */
  readonly fold: string | null;
  /** The checkpoint that another one is being chosen for. */
  readonly choosingFor: string | null;
}

export class TreeActions {
  readonly element: HTMLElement;
  readonly #sentence = h("p", { class: "tree-sentence" });
  readonly #buttons: Readonly<Record<Act, HTMLButtonElement>>;
  /** Says what became of a copy; read out. */
  readonly #said = h("p", { class: "tree-said", role: "status" });

  constructor(act: (what: Act) => void) {
    const button = (what: Act, label: string) =>
      h("button", { type: "button", class: "button small", click: () => act(what) }, label);
    this.#buttons = {
      open: button("open", "Open"),
      fork: button("fork", "Fork from here"),
      compare: button("compare", "Compare with …"),
      fold: button("fold", "Fold"),
      copy: button("copy", "Copy full id"),
    };
    this.element = h(
      "div",
      { class: "tree-actions" },
      this.#sentence,
      h(
        "div",
        { class: "tree-buttons", role: "group", "aria-label": "With this card" },
        ...Object.values(this.#buttons),
      ),
      this.#said,
    );
  }

  update({ sentence, name, fold, choosingFor }: ActionsView): void {
    this.element.hidden = sentence === null;
    const { open, fork, compare, copy } = this.#buttons;
    for (const button of [open, fork, compare, copy]) button.hidden = name === null;
    this.#buttons.fold.hidden = fold === null;
    setText(this.#buttons.fold, fold ?? "");
    setText(compare, choosingFor === null ? "Compare with …" : "Do not compare");
    setText(
      this.#sentence,
      choosingFor === null ? (sentence ?? "") : `Choose the checkpoint to compare ${choosingFor} with.`,
    );
  }

  /** Copies the full id. */
  async copy({ name, row: { id } }: TreeNode): Promise<void> {
    try {
      await navigator.clipboard.writeText(id);
      this.#say(`The full id of ${name} is copied.`);
    } catch {
      // Where the clipboard is not to be had, the id itself is shown, ready to be selected.
      this.#say(`Full id of ${name}: ${id}`);
    }
  }

  /** What was said was about another card. */
  fallSilent(): void {
    this.#say("");
  }

  #say(text: string): void {
    setText(this.#said, text);
  }
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
