// The table of kill points that fills in as it is explored: cell by cell, after a guess if the learner likes, or all at once.
import { DURABILITIES, KILL_POINTS, experimentAt, findingInWords, findingOf } from "../../../lab/crash/crash-table.ts";
import type { CrashExperiment, CrashOutcome } from "../../../lab/model.ts";
import { h } from "../h.ts";
import { GUESSES, type Guess } from "./crash-finding.ts";
import { CrashGrid, type Cell, type CellState } from "./crash-grid.ts";
import { CrashGuess } from "./crash-guess.ts";
import type { CrashRuns } from "./crash-runs.ts";
import "./crash-grid.css";

type Times = Pick<CrashExperiment, "putMs" | "nodeMs">;

export interface TableEvents {
  /** A cell was opened by the learner. */
  opened(outcome: CrashOutcome): void;
  /** The learner wants to see how the outcome of the cell came about. */
  look(): void;
}

const CELLS: readonly Cell[] = KILL_POINTS.flatMap((killPoint) =>
  DURABILITIES.map((durability) => ({ killPoint, durability })),
);

export class CrashTablePart {
  readonly element: HTMLElement;
  readonly #runs: CrashRuns;
  readonly #events: TableEvents;
  readonly #grid = new CrashGrid((cell) => this.#asked(cell));
  readonly #guess = new CrashGuess(
    (cell, guess) => this.#guessed(cell, guess),
    (cell) => this.#cancelled(cell),
  );
  readonly #guessFirst = h("input", { type: "checkbox", checked: true });
  readonly #all = h("button", { type: "button", class: "button small", click: () => this.#allOrStop() });
  readonly #reset = h("button", { type: "button", class: "button quiet small", click: () => this.#forget() }, "Reset");
  readonly #progress = h("progress", { max: CELLS.length, "aria-label": "Cells explored" });
  readonly #count = h("span", { class: "crash-hint" });
  readonly #said = h("p", { class: "crash-said", role: "status" });
  readonly #look = h(
    "button",
    { type: "button", class: "button quiet small", hidden: true, click: () => this.#events.look() },
    "See how it came about",
  );
  /** Name of a cell at certain times → what is shown there. */
  readonly #shown = new Map<string, CellState>();
  #times: Times = { putMs: 0, nodeMs: 0 };
  #busy: Cell | null = null;
  #exploring: AbortController | null = null;
  #opening: AbortController | null = null;

  constructor(runs: CrashRuns, events: TableEvents) {
    this.#runs = runs;
    this.#events = events;
    this.element = h(
      "section",
      { class: "crash-table-part", "aria-label": "All kill points" },
      h("h3", {}, "Every durability, every kill point"),
      h(
        "div",
        { class: "crash-table-bar" },
        h("label", { class: "crash-check" }, this.#guessFirst, "Let me guess first"),
        this.#all,
        this.#reset,
        h("span", { class: "crash-progress" }, this.#progress, this.#count),
      ),
      this.#guess.element,
      h("div", { class: "crash-said-line" }, this.#said, this.#look),
      this.#grid.element,
    );
  }

  update(times: Times): void {
    if (times.putMs !== this.#times.putMs || times.nodeMs !== this.#times.nodeMs) {
      this.#dropExploring();
      this.#guess.close();
      this.#say("");
    }
    this.#times = times;
    this.#draw();
  }

  /** What was seen elsewhere fills its cells too. */
  seen(outcome: CrashOutcome): void {
    const { experiment } = outcome;
    for (const cell of CELLS) {
      const { durability, killAt } = experimentAt(cell.killPoint, cell.durability, experiment);
      if (durability === experiment.durability && killAt === experiment.killAt) this.#fill(cell, outcome, null);
    }
    this.#draw();
  }

  #asked(cell: Cell): void {
    const isOpen = this.#stateOf(cell).finding !== null;
    if (this.#guessFirst.checked && !isOpen) this.#guess.ask(cell);
    else void this.#open(cell, null);
  }

  #guessed(cell: Cell, guess: Guess | null): void {
    this.#guess.close();
    this.#grid.focus(cell);
    void this.#open(cell, guess);
  }

  #cancelled(cell: Cell): void {
    this.#guess.close();
    this.#grid.focus(cell);
  }

  async #open(cell: Cell, guess: Guess | null): Promise<void> {
    this.#dropExploring();
    this.#opening?.abort();
    const { signal } = (this.#opening = new AbortController());
    const outcome = await this.#runCell(cell, guess, signal);
    if (!outcome) return;
    this.#say(`${nameOf(cell)}: ${findingInWords(findingOf(outcome))}.${judged(guess, outcome)}`, true);
    this.#events.opened(outcome);
  }

  #allOrStop(): void {
    if (this.#exploring) this.#exploring.abort();
    else void this.#exploreAll();
  }

  async #exploreAll(): Promise<void> {
    const controller = (this.#exploring = new AbortController());
    this.#guess.close();
    this.#say("");
    const isWhole = await this.#runCells(controller.signal);
    if (this.#exploring !== controller) return;
    this.#exploring = null;
    if (isWhole) this.#say(`All ${CELLS.length} cells are open.`);
    else if (controller.signal.aborted) this.#say("Stopped. What was found stays.");
    this.#draw();
  }

  /** Something else is wanted, which has words of its own. */
  #dropExploring(): void {
    this.#exploring?.abort();
    this.#exploring = null;
  }

  /** False when it was aborted or failed before the last. */
  async #runCells(signal: AbortSignal): Promise<boolean> {
    for (const cell of CELLS) {
      if (this.#stateOf(cell).finding) continue;
      if (signal.aborted || !(await this.#runCell(cell, null, signal))) return false;
    }
    return true;
  }

  /** Null when it was aborted or failed. */
  async #runCell(cell: Cell, guess: Guess | null, signal: AbortSignal): Promise<CrashOutcome | null> {
    this.#busy = cell;
    this.#draw();
    try {
      const outcome = await this.#runs.run(experimentAt(cell.killPoint, cell.durability, this.#times), signal);
      this.#fill(cell, outcome, guess);
      return outcome;
    } catch (error) {
      if (!signal.aborted) this.#say(`${nameOf(cell)} could not be run: ${messageOf(error)}. Open it to try again.`);
      return null;
    } finally {
      if (this.#busy === cell) this.#busy = null;
      this.#draw();
    }
  }

  #fill(cell: Cell, outcome: CrashOutcome, guess: Guess | null): void {
    const key = keyOf(cell, outcome.experiment);
    // A first guess stays beside its result.
    this.#shown.set(key, { finding: findingOf(outcome), guess: this.#shown.get(key)?.guess ?? guess });
  }

  #forget(): void {
    this.#dropExploring();
    this.#opening?.abort();
    for (const cell of CELLS) this.#shown.delete(keyOf(cell, this.#times));
    this.#guess.close();
    this.#say("The table is empty again.");
    this.#draw();
  }

  #say(text: string, withLook = false): void {
    this.#said.textContent = text;
    this.#look.hidden = !withLook;
  }

  #stateOf(cell: Cell): CellState {
    return this.#shown.get(keyOf(cell, this.#times)) ?? { finding: null, guess: null };
  }

  #opened(): number {
    return CELLS.filter((cell) => this.#stateOf(cell).finding).length;
  }

  #draw(): void {
    const { putMs, nodeMs } = this.#times;
    const opened = this.#opened();
    this.#grid.update({
      caption: `A put takes ${putMs} ms, a node ${nodeMs} ms. Open a cell to crash there.`,
      stateOf: (cell) => this.#stateOf(cell),
      isBusy: (cell) => cell === this.#busy,
    });
    this.#all.textContent = this.#exploring ? "Stop" : "Explore all";
    this.#all.hidden = !this.#exploring && opened === CELLS.length;
    this.#reset.hidden = opened === 0;
    this.#progress.value = opened;
    this.#count.textContent = `${opened} of ${CELLS.length}`;
  }
}

function judged(guess: Guess | null, outcome: CrashOutcome): string {
  if (guess === null) return "";
  if (guess === findingOf(outcome).kind) return " You guessed right.";
  return ` You guessed: ${GUESSES.find(({ kind }) => kind === guess)!.says.toLowerCase()}.`;
}

function nameOf({ killPoint, durability }: Cell): string {
  return `${durability}, killed ${killPoint.says}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function keyOf({ killPoint, durability }: Cell, { putMs, nodeMs }: Times): string {
  return JSON.stringify([killPoint.id, durability, putMs, nodeMs]);
}
