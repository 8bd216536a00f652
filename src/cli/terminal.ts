// Where a command writes. Colour and moving lines only on a terminal; nothing that a submission had a say in moves the cursor.
import { cleanText } from "../grading/clean-text.ts";

export interface Output {
  /** One line of the command's result. */
  line(text?: string): void;
  /** One line for the person who waits: warnings, what went wrong. */
  note(text: string): void;
  /** A line that the next one replaces; nothing where there is no terminal. */
  progress(text: string): void;
  readonly paint: Paint;
}

export type Paint = Readonly<Record<"good" | "bad" | "warn" | "dim" | "bold", (text: string) => string>>;

export interface Streams {
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
  readonly env: Readonly<Record<string, string | undefined>>;
}

const CLEAR_LINE = "\r\u001b[2K";

export function output({ stdout, stderr, env }: Streams): Output {
  const moving = Boolean(stderr.isTTY) && env.TERM !== "dumb";
  let shown = false;
  const clear = () => {
    if (shown) stderr.write(CLEAR_LINE);
    shown = false;
  };
  return {
    line(text = "") {
      clear();
      stdout.write(`${text}\n`);
    },
    note(text) {
      clear();
      stderr.write(`${text}\n`);
    },
    progress(text) {
      if (!moving) return;
      clear();
      stderr.write(text.slice(0, (stderr.columns || 80) - 1));
      shown = text !== "";
    },
    paint: stdout.isTTY && !env.NO_COLOR && env.TERM !== "dumb" ? COLOURS : PLAIN,
  };
}

/** A name or message on one line of a terminal: no control characters, no line breaks, bounded. */
export function printable(text: string, maxChars = 200): string {
  return cleanText(text.replace(/\s+/g, " "), maxChars);
}

const style = (on: number, off: number) => (text: string) => `\u001b[${on}m${text}\u001b[${off}m`;
const COLOURS: Paint = {
  good: style(32, 39),
  bad: style(31, 39),
  warn: style(33, 39),
  dim: style(2, 22),
  bold: style(1, 22),
};
const same = (text: string) => text;
const PLAIN: Paint = { good: same, bad: same, warn: same, dim: same, bold: same };
