// How a stored value is shown, decided without a DOM: what stands in one line, what is folded, how much is shown at first.
import type { ShownValue } from "../../../inspect/saver-file.ts";
import { MOST_CHARACTERS } from "../../../inspect/show-value.ts";

export const FIRST_ITEMS = 100;
export const FIRST_CHARACTERS = 5_000;

const MOST_ITEMS_MORE = 1_000;
const CHARACTERS_MORE = 20_000;
const LINE_CHARACTERS = 100;
/** A channel's own text is what a node wrote: a paragraph of it is read at once. */
const OPEN_CHARACTERS = 600;
const OPEN_ITEMS = 12;
const SMALL_CHARACTERS = 64;
const PREVIEW_DEPTH = 3;
const TYPE_CHARACTERS = 40;

export type Literal = "null" | "boolean" | "number" | "string" | "other";

export type Outline =
  /** One line. */
  | { readonly form: "line"; readonly literal: Literal; readonly text: string }
  /** A list or an object so small that one line holds it whole. */
  | { readonly form: "small"; readonly text: string }
  | { readonly form: "text"; readonly title: string; readonly preview: string; readonly open: boolean }
  | { readonly form: "fold"; readonly title: string; readonly preview: string; readonly open: boolean }
  | { readonly form: "message" };

/** `depth` 0 is the value of a channel, or one side of a change. */
export function outline(value: ShownValue, depth: number): Outline {
  if (typeof value === "string") return outlineText(value, depth);
  if (value === null) return { form: "line", literal: "null", text: "null" };
  if (typeof value === "number") return { form: "line", literal: "number", text: String(value) };
  if (typeof value === "boolean") return { form: "line", literal: "boolean", text: String(value) };
  if (value.is === "other") return { form: "line", literal: "other", text: cut(value.text, LINE_CHARACTERS) };
  if (value.is === "message") return { form: "message" };
  const preview = previewOf(value, SMALL_CHARACTERS + 1);
  if (preview.length <= SMALL_CHARACTERS && !holdsMessage(value)) return { form: "small", text: preview };
  const open = depth === 0 && countOf(value) <= OPEN_ITEMS;
  return { form: "fold", title: titleOf(value), preview: cut(preview, SMALL_CHARACTERS), open };
}

/** Characters of the text that was stored: what reads the file leaves the end of very long ones out, and says so there. */
export function lengthOf(text: string): number {
  const leftOut = text.length > MOST_CHARACTERS ? /… \(\+ (\d{1,15}) more characters\)$/.exec(text.slice(-60)) : null;
  return leftOut === null ? text.length : text.length - leftOut[0].length + Number(leftOut[1]);
}

function outlineText(text: string, depth: number): Outline {
  if (text.length <= LINE_CHARACTERS && !text.includes("\n"))
    return { form: "line", literal: "string", text: JSON.stringify(text) };
  return {
    form: "text",
    title: `text, ${count(lengthOf(text), "character")}`,
    preview: cut(text.slice(0, LINE_CHARACTERS).replaceAll(/\s+/g, " "), SMALL_CHARACTERS),
    open: depth === 0 && text.length <= OPEN_CHARACTERS,
  };
}

/** "3 messages", "List of 3", "Map with 2 entries". */
export function titleOf(value: Exclude<ShownValue, string | number | boolean | null>): string {
  switch (value.is) {
    case "list":
      return value.items.length > 0 && value.items.every(isMessage)
        ? count(value.items.length, "message")
        : `list of ${grouped(value.items.length)}`;
    case "object":
      return `${cut(value.type ?? "object", TYPE_CHARACTERS)} with ${count(value.entries.length, "entry", "entries")}`;
    case "message":
      return "message";
    case "other":
      return value.text;
  }
}

export interface Portion {
  readonly shown: number;
  readonly rest: number;
  /** As many as the next press brings. */
  readonly next: number;
}

/** Each press shows as many again, so that few presses reach the end and none builds more than a page can bear. */
export function portion(total: number, asked: number): Portion {
  const shown = Math.min(total, Math.max(asked, 0));
  const rest = total - shown;
  return { shown, rest, next: Math.min(rest, Math.max(FIRST_ITEMS, shown), MOST_ITEMS_MORE) };
}

/** The same for the characters of a text; never half of a pair of surrogates. */
export function textPortion(text: string, asked: number): Portion {
  const splitsPair = asked < text.length && /[\uD800-\uDBFF]/.test(text.charAt(asked - 1));
  const shown = Math.min(text.length, splitsPair ? asked - 1 : asked);
  const rest = text.length - shown;
  return { shown, rest, next: Math.min(rest, CHARACTERS_MORE) };
}

/** In one line, about as long as asked; what is longer ends in "…". */
export function previewOf(value: ShownValue, characters: number, depth = PREVIEW_DEPTH): string {
  if (typeof value === "string") return JSON.stringify(cut(value, characters));
  if (value === null || typeof value !== "object") return String(value);
  if (value.is === "other") return cut(value.text, characters);
  if (value.is === "message") return `${value.role}: ${JSON.stringify(cut(value.text, characters))}`;
  if (value.is === "list")
    return bracket("[", "]", value.items.length, characters, (at) => itemPreview(value.items[at]));
  const { entries, type } = value;
  // The keys of a Set are only numbers in order.
  const keyOf = (at: number) => (type === "Set" ? "" : `${keyText(entries[at]![0])}: `);
  const named = type === null ? "" : `${cut(type, characters)} `;
  return named + bracket("{", "}", entries.length, characters, (at) => keyOf(at) + itemPreview(entries[at]![1]));

  function itemPreview(item: ShownValue | undefined): string {
    if (item === undefined) return "";
    const isDeep = typeof item === "object" && item !== null && (item.is === "list" || item.is === "object");
    return depth === 0 && isDeep ? "…" : previewOf(item, characters, depth - 1);
  }
}

function bracket(
  open: string,
  close: string,
  length: number,
  characters: number,
  item: (at: number) => string,
): string {
  if (length === 0) return open + close;
  const parts: string[] = [];
  let room = characters;
  for (let at = 0; at < length && room > 0; at++) {
    parts.push(item(at));
    room -= parts[at]!.length + ", ".length;
  }
  if (parts.length < length) parts.push("…");
  return open === "[" ? `[${parts.join(", ")}]` : `{ ${parts.join(", ")} }`;
}

/** As in a program: bare where it may be. */
export function keyText(key: string): string {
  return /^([\p{L}_$][\p{L}\p{N}_$]*|\d+)$/u.test(key) && key.length <= LINE_CHARACTERS
    ? key
    : JSON.stringify(cut(key, LINE_CHARACTERS));
}

/** One line says it whole. */
export function isShort(value: ShownValue): boolean {
  const { form } = outline(value, 0);
  return form === "line" || form === "small";
}

/** Whether two values show alike. Without recursion: how deep they are is not ours to say. */
export function showsAlike(one: unknown, other: unknown): boolean {
  const open: [unknown, unknown][] = [[one, other]];
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const [left, right] = pair;
    if (Object.is(left, right)) continue;
    if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
    if (Array.isArray(left) !== Array.isArray(right)) return false;
    const [ours, theirs] = [Object.entries(left), Object.entries(right)];
    if (ours.length !== theirs.length) return false;
    for (const [at, [key, value]] of ours.entries()) {
      if (theirs[at]![0] !== key) return false;
      open.push([value, theirs[at]![1]]);
    }
  }
  return true;
}

export function isMessage(value: ShownValue): value is Extract<ShownValue, { is: "message" }> {
  return typeof value === "object" && value !== null && value.is === "message";
}

export function cut(text: string, characters: number): string {
  return text.length <= characters ? text : `${text.slice(0, textPortion(text, characters - 1).shown)}…`;
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${grouped(number)} ${number === 1 ? one : many}`;
}

export function grouped(number: number): string {
  return number.toLocaleString("en");
}

/** Of a value in bytes: "812 B", "3.4 KiB", "1.2 MiB". */
export function sizeText(bytes: number): string {
  if (bytes < 1_024) return `${bytes} B`;
  if (bytes < 1_024 * 1_024) return `${(bytes / 1_024).toFixed(1)} KiB`;
  return `${(bytes / 1_024 / 1_024).toFixed(1)} MiB`;
}

function holdsMessage(value: ShownValue): boolean {
  return typeof value === "object" && value !== null && value.is === "list" && value.items.some(isMessage);
}

function countOf(value: Extract<ShownValue, { is: "list" | "object" }>): number {
  return value.is === "list" ? value.items.length : value.entries.length;
}
