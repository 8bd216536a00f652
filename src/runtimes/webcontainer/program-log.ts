// What a process wrote to its terminal besides the lines of its port: nobody reads it but for the reason why it ended. Learner
// code may have written it, so it decides nothing.

const KEPT_CHARS = 8_192;
/** The page's own thread reads a terminal: one that never stops must not hold it up for ever. */
const MOST_CHARS = 64_000_000;
const SHOWN_CHARS = 400;

// eslint-disable-next-line no-control-regex
const TERMINAL_CODES = /\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|[\x00-\x08\x0b-\x1f]/g;

export class ProgramLog {
  #text = "";
  #chars = 0;
  readonly #onTooMuch: () => void;

  constructor(onTooMuch: () => void) {
    this.#onTooMuch = onTooMuch;
  }

  add(line: string): void {
    const before = this.#chars;
    this.#chars += line.length + 1;
    this.#text = `${this.#text}${line.slice(-KEPT_CHARS)}\n`.slice(-KEPT_CHARS);
    if (before <= MOST_CHARS && this.isTooMuch) this.#onTooMuch();
  }

  get isTooMuch(): boolean {
    return this.#chars > MOST_CHARS;
  }

  /** `code` is what the process ended with; null where that is not known. */
  causeOfDeath(code: number | null): string {
    if (this.isTooMuch) return `it wrote more than ${MOST_CHARS / 1e6} MB to its terminal`;
    const outOfMemory = /heap out of memory|Allocation failed|Cannot allocate memory/.test(this.#text);
    if (outOfMemory && code !== 0) return "it used more memory than it may have";
    return `its process ended (${code ?? "nobody knows how"})`;
  }

  /** The end of it, on one line. */
  lastWords(): string {
    const plain = this.#text.replace(TERMINAL_CODES, "").replace(/\s+/g, " ").trim();
    return plain.slice(-SHOWN_CHARS);
  }
}
