// The table of durability by kill point: each cell a button that opens it; arrow keys move between them.
import {
  DURABILITIES,
  KILL_POINTS,
  findingInWords,
  type Finding,
  type KillPoint,
} from "../../../lab/crash/crash-table.ts";
import type { Durability } from "../../../lab/model.ts";
import { h } from "../h.ts";
import { findingInShort, findingMark, GUESSES, type Guess } from "./crash-finding.ts";

export interface CellState {
  readonly finding: Finding | null;
  readonly guess: Guess | null;
}

export interface Cell {
  readonly killPoint: KillPoint;
  readonly durability: Durability;
}

export interface GridView {
  readonly caption: string;
  stateOf(cell: Cell): CellState;
  isBusy(cell: Cell): boolean;
}

export class CrashGrid {
  readonly element: HTMLTableElement;
  readonly #caption = h("caption", {});
  readonly #cells: readonly (readonly CellButton[])[];

  constructor(open: (cell: Cell) => void) {
    this.#cells = KILL_POINTS.map((killPoint) =>
      DURABILITIES.map((durability) => new CellButton({ killPoint, durability }, open)),
    );
    this.#cells[0]![0]!.element.tabIndex = 0;
    const rows = KILL_POINTS.map(({ says }, row) =>
      h("tr", {}, h("th", { scope: "row" }, says), ...this.#cells[row]!.map(({ element }) => h("td", {}, element))),
    );
    const heads = DURABILITIES.map((name) => h("th", { scope: "col" }, h("code", {}, name)));
    this.element = h(
      "table",
      { class: "crash-grid", role: "grid", keydown: (event) => this.#move(event as KeyboardEvent) },
      this.#caption,
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Killed"), ...heads)),
      h("tbody", {}, ...rows),
    );
    this.element.addEventListener("focusin", ({ target }) => this.#keepStop(target));
  }

  update(view: GridView): void {
    this.#caption.textContent = view.caption;
    for (const button of this.#cells.flat()) button.update(view.stateOf(button.cell), view.isBusy(button.cell));
  }

  focus({ killPoint, durability }: Cell): void {
    this.#cells[KILL_POINTS.indexOf(killPoint)]?.[DURABILITIES.indexOf(durability)]?.element.focus();
  }

  #move(event: KeyboardEvent): void {
    const row = this.#cells.findIndex((cells) => cells.some(({ element }) => element === event.target));
    const column = this.#cells[row]?.findIndex(({ element }) => element === event.target) ?? -1;
    const targets: Readonly<Record<string, readonly [number, number]>> = {
      ArrowUp: [row - 1, column],
      ArrowDown: [row + 1, column],
      ArrowLeft: [row, column - 1],
      ArrowRight: [row, column + 1],
      Home: [row, 0],
      End: [row, DURABILITIES.length - 1],
    };
    const [toRow, toColumn] = targets[event.key] ?? [];
    if (row < 0 || toRow === undefined || toColumn === undefined) return;
    event.preventDefault();
    this.#cells[toRow]?.[toColumn]?.element.focus();
  }

  /** One tab stop for the whole table: the cell that had focus last. */
  #keepStop(focused: EventTarget | null): void {
    for (const { element } of this.#cells.flat()) element.tabIndex = element === focused ? 0 : -1;
  }
}

class CellButton {
  readonly cell: Cell;
  readonly element: HTMLButtonElement;
  #drawn = "";

  constructor(cell: Cell, open: (cell: Cell) => void) {
    this.cell = cell;
    this.element = h("button", { type: "button", tabindex: -1, click: () => open(cell) });
  }

  update(state: CellState, busy: boolean): void {
    const drawn = JSON.stringify([state, busy]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const { finding, guess } = state;
    this.element.dataset.finding = finding?.kind ?? "";
    this.element.title = finding ? findingInWords(finding) : "";
    const { killPoint, durability } = this.cell;
    const where = h("span", { class: "visually-hidden" }, `${durability}, ${killPoint.says}: `);
    if (busy) return this.element.replaceChildren(where, h("span", { class: "crash-cell-busy" }, "running …"));
    if (!finding) return this.element.replaceChildren(where, h("span", { class: "crash-cell-blank" }, "open"));
    this.element.replaceChildren(
      where,
      findingMark(finding.kind),
      h("span", {}, findingInShort(finding)),
      ...(guess ? [drawGuess(guess, finding)] : []),
    );
  }
}

function drawGuess(guess: Guess, finding: Finding): HTMLElement {
  const right = guess === finding.kind;
  const said = GUESSES.find(({ kind }) => kind === guess)!.short;
  return h("small", { class: "crash-guessed", "data-right": right }, right ? "guessed right" : `guessed: ${said}`);
}
