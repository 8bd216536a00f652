// The quick guess before a cell of the crash table is opened.
import { h } from "../h.ts";
import { GUESSES, type Guess } from "./crash-finding.ts";
import type { Cell } from "./crash-grid.ts";

export class CrashGuess {
  readonly element = h("div", { class: "crash-guess", role: "group", hidden: true });
  readonly #done: (cell: Cell, guess: Guess | null) => void;
  readonly #cancelled: (cell: Cell) => void;
  #cell: Cell | null = null;

  constructor(done: (cell: Cell, guess: Guess | null) => void, cancelled: (cell: Cell) => void) {
    this.#done = done;
    this.#cancelled = cancelled;
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.#cell) return;
      event.stopPropagation();
      this.#cancelled(this.#cell);
    });
  }

  /** Asks, and takes the focus. */
  ask(cell: Cell): void {
    this.#cell = cell;
    const { killPoint, durability } = cell;
    const question = `Killed ${killPoint.says}, with ${durability}: what will you find after the resume?`;
    const answer = (guess: Guess | null) => () => this.#done(cell, guess);
    const buttons = GUESSES.map(({ kind, says }) =>
      h("button", { type: "button", class: "button small", click: answer(kind) }, says),
    );
    const skip = h("button", { type: "button", class: "button quiet small", click: answer(null) }, "Just show me");
    this.element.setAttribute("aria-label", question);
    this.element.replaceChildren(h("p", {}, question), h("div", { class: "crash-buttons" }, ...buttons, skip));
    this.element.hidden = false;
    buttons[0]!.focus();
  }

  close(): void {
    this.#cell = null;
    this.element.hidden = true;
  }
}
