// The lines of a port over a terminal that others write to as well: the program's own output, an echo of what was typed, a
// terminal's codes. Each line is ASCII, cut into pieces short enough for any terminal, and each piece carries a mark that
// only the two ends know, so nobody else can write one.
import { defaultLimits } from "./limits.ts";
import { splitLines } from "./split-lines.ts";

/** A terminal that edits lines takes no more than 4,096 characters of one. */
const PIECE_CHARS = 1_000;

/** Which way a line goes: an echo of what went in must not come out as a line. */
export type Direction = "in" | "out";

/** The text to write for one line of JSON. */
export function frameLine(line: string, mark: string, direction: Direction): string {
  const ascii = toAscii(line);
  const head = headOf(mark, direction);
  let framed = "";
  let at = 0;
  for (; ascii.length - at > PIECE_CHARS; at += PIECE_CHARS)
    framed = `${framed}${head}+${ascii.slice(at, at + PIECE_CHARS)}\n`;
  return `${framed}${head}.${ascii.slice(at)}\n`;
}

/** Takes what arrives in chunks; whatever is not framed goes to `onOther`, a line at a time. */
export function readFrames(
  mark: string,
  direction: Direction,
  onLine: (line: string) => void,
  onOther: (text: string) => void,
): (chunk: string) => void {
  const head = headOf(mark, direction);
  let pieces: string[] = [];
  let chars = 0;
  return splitLines((raw) => {
    const line = raw.endsWith("\r") ? raw.slice(0, -1) : raw;
    const at = line.indexOf(head);
    // The first line in has the mark in it, and a terminal may have echoed that and all that followed.
    if (at === -1) return line.includes(mark) ? undefined : onOther(line);
    if (at > 0) onOther(line.slice(0, at));
    const start = at + head.length;
    pieces.push(line.slice(start + 1));
    chars += line.length;
    if (line[start] !== "." && chars <= defaultLimits.lineChars) return;
    const whole = pieces.join("");
    pieces = [];
    chars = 0;
    onLine(whole);
  }, defaultLimits.lineChars);
}

function headOf(mark: string, direction: Direction): string {
  return `#${mark}${direction === "in" ? "<" : ">"}`;
}

/** JSON has other characters in its strings only, where an escape means the same. */
function toAscii(line: string): string {
  return line.replace(/[^\x20-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
