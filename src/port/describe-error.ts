// Whatever was thrown → a name and a message that are strings, bounded and safe to print. Never throws.
import { applyFunction, isArray, replaceAllMatches, slice } from "./captured.ts";

export interface ErrorText {
  readonly name: string;
  readonly message: string;
}

const MOST_NAME = 100;
const MOST_MESSAGE = 4_000;
const MOST_FRAMES = 20;
const MOST_FRAME = 200;

// Control characters (terminal escapes), bidirectional and invisible format characters; a line feed may stay.
const UNPRINTABLE =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

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

export function printableText(text: string, most: number): string {
  const short = text.length > most ? slice(text, 0, most - 1) + "…" : text;
  return replaceAllMatches(short, UNPRINTABLE, "\ufffd");
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
