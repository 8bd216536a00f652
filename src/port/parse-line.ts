// One line of text → a JSON tree, or a PortError. The text is measured before JSON.parse may allocate anything for it.
import { charCodeAt, indexOf, parseJson } from "./captured.ts";
import { PortError } from "./errors.ts";
import type { PortLimits } from "./types.ts";

const QUOTE = 34;
const COMMA = 44;
const BACKSLASH = 92;
const OPEN_ARRAY = 91;
const CLOSE_ARRAY = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

export function parseLine(line: unknown, limits: PortLimits): unknown {
  if (typeof line !== "string") throw new PortError("PORT_MALFORMED", `a message was ${typeName(line)}, not text`);
  if (line.length > limits.lineChars)
    throw new PortError("PORT_LIMIT", `a message of ${line.length} characters; ${limits.lineChars} are allowed`);
  measure(line, limits);
  try {
    return parseJson(line);
  } catch {
    throw new PortError("PORT_MALFORMED", "a message was not JSON");
  }
}

/** Throws when the text nests too deep or has too many parts; text that is not JSON is left to JSON.parse. */
function measure(line: string, limits: PortLimits): void {
  // One level of a value is at most three levels of JSON (tag, list, pair), and the message itself is one more;
  // one node of a value has at most four marks.
  const mostDeep = limits.depth * 3 + 8;
  const mostMarks = limits.nodes * 4 + 100;
  let depth = 0;
  let marks = 0;
  for (let i = 0; i < line.length; i++) {
    switch (charCodeAt(line, i)) {
      case QUOTE:
        i = endOfString(line, i);
        break;
      case OPEN_ARRAY:
      case OPEN_OBJECT:
        marks++;
        if (++depth > mostDeep)
          throw new PortError("PORT_LIMIT", `a message nested deeper than ${limits.depth} levels`);
        break;
      case CLOSE_ARRAY:
      case CLOSE_OBJECT:
        depth--;
        break;
      case COMMA:
        marks++;
    }
    if (marks > mostMarks) throw new PortError("PORT_LIMIT", `a message of more than ${limits.nodes} values`);
  }
}

/** The index of the quote that closes the string opened at `start`; the end of the text when none does. */
function endOfString(line: string, start: number): number {
  let at = start;
  for (;;) {
    at = indexOf(line, '"', at + 1);
    if (at === -1) return line.length;
    let slashes = 0;
    while (charCodeAt(line, at - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return at;
  }
}

function typeName(value: unknown): string {
  return value === null ? "null" : `of type ${typeof value}`;
}
