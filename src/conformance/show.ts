// Values as people read them: bounded, on one line when that is short, without characters that a terminal or a page
// would obey. Runs no getter and no method of what it shows.
import { kindOf, text } from "./same.ts";
import type { Shown } from "./test.ts";

const MOST_CHARS = 2_000;
const MOST_STRING = 400;
const MOST_ITEMS = 40;
const DEEPEST = 8;
const LINE_CHARS = 76;

// Control characters but the line feed, and characters that are invisible or turn the direction of text.
const UNPRINTABLE =
  // eslint-disable-next-line no-control-regex -- they are what it is about
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g;

/**
 * Ids and times of one test, in order of first appearance. Given to the functions here, it lets what differs from run
 * to run be printed as ‹id 1›, ‹id 2› …, ‹time›.
 */
export type StableNames = Map<string, string>;

export function show(value: unknown, names?: StableNames): Shown {
  return clip(new Printer(names).print(value, 0, 0), MOST_CHARS);
}

/** Words from somewhere else (a message, a name), made safe to print; line feeds stay. */
export function showText(words: string, names?: StableNames): Shown {
  return clip(names ? stabilise(words, names) : words, MOST_CHARS).replace(UNPRINTABLE, "\ufffd");
}

/** An error as one reads it: `TypeError: what went wrong`. */
export function showError(error: unknown, names?: StableNames): Shown {
  if (!(error instanceof Error)) return `threw ${show(error, names)}`;
  const message = text(error, "message");
  // Its message says in plain words what became of the guest; that it is an error of the port helps nobody.
  if (isPortError(error)) return showText(message, names);
  const name = text(error, "name") || "Error";
  return showText(message === "" ? name : `${name}: ${message}`, names);
}

/**
 * The wire's own error: the guest is gone, broke a rule, or a value could not travel. It is known by name and code, as
 * this package imports nothing. What a subject throws may bear the name but never has a code.
 */
export function isPortError(error: unknown): boolean {
  return error instanceof Error && text(error, "name") === "PortError" && Object.hasOwn(error, "code");
}

// A UUID, or the 32 digits of a hash of one, as LangGraph makes for interrupts.
const ID = /(?<![0-9a-f])(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{32})(?![0-9a-f])/gi;
const ISO_TIME = /\b\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?/g;

/** Before anything is cut: half an id would be left as it is. */
export function stabilise(words: string, names: StableNames): string {
  return words
    .replace(ID, (id) => {
      const name = names.get(id.toLowerCase()) ?? `‹id ${names.size + 1}›`;
      names.set(id.toLowerCase(), name);
      return name;
    })
    .replace(ISO_TIME, "‹time›");
}

class Printer {
  readonly #names: StableNames | undefined;
  readonly #open = new Set<object>();
  /** What may still be written; when it is used up, the rest is dots, so that a huge value takes no time. */
  #budget = MOST_CHARS * 2;

  constructor(names: StableNames | undefined) {
    this.#names = names;
  }

  print(value: unknown, depth: number, column: number): string {
    if (this.#budget <= 0) return "…";
    const printed = this.#printed(value, depth, column);
    if (typeof value !== "object" || value === null) this.#budget -= printed.length;
    return printed;
  }

  #printed(value: unknown, depth: number, column: number): string {
    switch (typeof value) {
      case "string":
        return quote(this.#stable(value));
      case "number":
        return Object.is(value, -0) ? "-0" : String(value);
      case "bigint":
        return `${clip(String(value), MOST_STRING)}n`;
      case "symbol":
        return "[symbol]";
      case "function":
        // Not even its name: a remote object is a function, and asking it is a call.
        return "[function]";
      case "object":
        return value === null ? "null" : this.#printObject(value, depth, column);
      default:
        return String(value);
    }
  }

  #stable(words: string): string {
    return this.#names ? stabilise(words, this.#names) : words;
  }

  #printObject(value: object, depth: number, column: number): string {
    if (this.#open.has(value)) return "[circular]";
    if (depth >= DEEPEST) return Array.isArray(value) ? "[…]" : "{…}";
    this.#open.add(value);
    this.#budget -= 2;
    try {
      return this.#printKind(value, depth, column);
    } finally {
      this.#open.delete(value);
    }
  }

  #printKind(value: object, depth: number, column: number): string {
    const inner = (item: unknown) => this.print(item, depth + 1, column + 2);
    switch (kindOf(value)) {
      case "array":
        return block("[", "]", some(value as unknown[], inner), column);
      case "map": {
        const map = value as Map<unknown, unknown>;
        const entries = some([...map], ([key, item]) => `${inner(key)} => ${inner(item)}`);
        return block(`Map(${map.size}) {`, "}", entries, column);
      }
      case "set": {
        const set = value as Set<unknown>;
        return block(`Set(${set.size}) {`, "}", some([...set], inner), column);
      }
      case "date": {
        const time = Date.prototype.getTime.call(value);
        return Number.isNaN(time) ? "Date(invalid)" : `Date(${this.#stable(new Date(time).toISOString())})`;
      }
      case "bytes": {
        const bytes = value as Uint8Array;
        return block(
          `Uint8Array(${bytes.length}) [`,
          "]",
          some(Array.from(bytes.subarray(0, 64)), String, bytes.length),
          column,
        );
      }
      case "error":
        return `[${text(value, "name") || "Error"}: ${clip(this.#stable(text(value, "message")), MOST_STRING)}]`.replace(
          UNPRINTABLE,
          "\ufffd",
        );
      case "regexp":
        return clip(RegExp.prototype.toString.call(value), MOST_STRING).replace(UNPRINTABLE, "\ufffd");
      case "plain":
        return block("{", "}", this.#properties(value, inner), column);
      case "instance":
        return block(`${className(value)} {`, "}", this.#properties(value, inner), column);
    }
  }

  #properties(value: object, inner: (item: unknown) => string): string[] {
    return some(Object.keys(value), (key) => {
      const property = Object.getOwnPropertyDescriptor(value, key);
      return `${showKey(this.#stable(key))}: ${property && "value" in property ? inner(property.value) : "[getter]"}`;
    });
  }
}

function some<Item>(items: readonly Item[], print: (item: Item) => string, count = items.length): string[] {
  const printed = items.slice(0, MOST_ITEMS).map(print);
  if (count > printed.length) printed.push(`… ${count - printed.length} more`);
  return printed;
}

/** On one line when it fits, otherwise one item a line. */
function block(open: string, close: string, items: readonly string[], column: number): string {
  if (items.length === 0) return open + close;
  const gap = open.endsWith("[") ? "" : " ";
  const line = `${open}${gap}${items.join(", ")}${gap}${close}`;
  if (column + line.length <= LINE_CHARS && !line.includes("\n")) return line;
  const indent = " ".repeat(column);
  return `${open}\n${items.map((item) => `${indent}  ${item}`).join(",\n")}\n${indent}${close}`;
}

function quote(value: string): string {
  const whole = JSON.stringify(clip(value, MOST_STRING));
  const visible = whole.replace(UNPRINTABLE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return value.length > MOST_STRING ? `${visible} (${value.length} characters)` : visible;
}

function showKey(key: string): string {
  return /^[A-Za-z_$][\w$]{0,60}$/.test(key) ? key : quote(key);
}

function className(value: object): string {
  const prototype = Object.getPrototypeOf(value) as object;
  const maker: unknown = Object.getOwnPropertyDescriptor(prototype, "constructor")?.value;
  const name: unknown = typeof maker === "function" ? Object.getOwnPropertyDescriptor(maker, "name")?.value : undefined;
  return typeof name === "string" && /^[\w$]{1,60}$/.test(name) ? name : "Object";
}

function clip(words: string, most: number): string {
  if (words.length <= most) return words;
  // A pair of surrogates is not cut in two.
  const end = /[\ud800-\udbff]$/.test(words.slice(0, most - 1)) ? most - 2 : most - 1;
  return `${words.slice(0, end)}…`;
}
