// Whatever was thrown → a name and a message that are strings, bounded and safe to print. Never throws.
import { applyFunction, charCodeAt, isArray } from "./captured.ts";

export interface ErrorText {
  readonly name: string;
  readonly message: string;
}

const MOST_NAME = 100;
const MOST_MESSAGE = 4_000;
const MOST_FRAMES = 20;
const MOST_FRAME = 200;

export function describeError(thrown: unknown): ErrorText {
  try {
    if (typeof thrown === "object" && thrown !== null) {
      const { name, message } = thrown as { name?: unknown; message?: unknown };
      if (typeof message === "string")
        return printable({ name: typeof name === "string" && name !== "" ? name : "Error", message });
      return { name: "Thrown", message: "something that is not an error was thrown" };
    }
    if (typeof thrown === "function") return { name: "Thrown", message: "a function was thrown" };
    return printable({ name: "Thrown", message: String(thrown) });
  } catch {
    return { name: "Thrown", message: "an error that cannot be read was thrown" };
  }
}

export function printable(error: ErrorText): ErrorText {
  return { name: printableText(error.name, MOST_NAME) || "Error", message: printableText(error.message, MOST_MESSAGE) };
}

/** At most so long, and without what a terminal or a page would obey. By character: learner code can patch RegExp. */
export function printableText(text: string, most: number): string {
  let printed = "";
  for (let i = 0; i < text.length; i++) {
    if (i === most - 1 && text.length > most) return printed + "…";
    printed += isUnprintable(charCodeAt(text, i)) ? "\ufffd" : text[i];
  }
  return printed;
}

/** Control characters (terminal escapes) but the line feed, and what is invisible or turns the direction of text. */
function isUnprintable(code: number): boolean {
  if (code < 0x20) return code !== 0x0a;
  if (code < 0x7f) return false;
  if (code <= 0x9f || code === 0xad || code === 0x61c || code === 0xfeff) return true;
  if (code < 0x200b || code > 0xfffb) return false;
  return code <= 0x200f || (code >= 0x2028 && code <= 0x202e) || (code >= 0x2060 && code <= 0x2069) || code >= 0xfff9;
}

/** Frames as the other side tells them: whatever is not a list of short strings is left out. */
export function printableFrames(frames: unknown): readonly string[] {
  if (!isArray(frames)) return [];
  const kept: string[] = [];
  for (let i = 0; i < frames.length && i < MOST_FRAMES; i++) {
    const frame: unknown = frames[i];
    if (typeof frame === "string") kept[kept.length] = printableText(frame, MOST_FRAME);
  }
  return kept;
}

/** `work` with whatever it throws turned into nothing: for telling about an error, where a second error helps nobody. */
export function orNothing<Result>(work: (thrown: unknown) => Result, thrown: unknown): Result | undefined {
  try {
    return applyFunction(work, undefined, [thrown]) as Result;
  } catch {
    return undefined;
  }
}
