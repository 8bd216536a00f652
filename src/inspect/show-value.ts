// From a value's JSON, as the serializer wrote it, to what can be shown. Nothing in it is run or looked up by name: classes
// are named, messages are told apart by the name of their class, and all else is text, numbers and lists.
import type { ShownValue } from "./saver-file.ts";
import { type Constructor, constructorOf, isUndefined, messageParts } from "./serialized.ts";

/** What is deeper, longer or more is told in words instead of shown. */
export const MOST_PARTS = 20_000;
export const MOST_DEPTH = 40;
export const MOST_CHARACTERS = 100_000;
const MOST_BYTES = 16;

export interface Shown {
  readonly value: ShownValue;
  /** Some of it is not in `value`. */
  readonly isCut: boolean;
}

/** `parsed` comes from JSON.parse. */
export function showValue(parsed: unknown): Shown {
  const showing = new Showing();
  const value = showing.show(parsed, 0);
  return { value, isCut: showing.isCut };
}

/** What has no value to show, in words. */
export function showBytes(bytes: Uint8Array): ShownValue {
  const first = [...bytes.subarray(0, MOST_BYTES)].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
  const rest = bytes.length > MOST_BYTES ? " …" : "";
  return other(`${bytes.length} ${bytes.length === 1 ? "byte" : "bytes"}${first === "" ? "" : `: ${first}${rest}`}`);
}

export function other(text: string): ShownValue {
  return { is: "other", text };
}

class Showing {
  #left = MOST_PARTS;
  isCut = false;

  show(value: unknown, depth: number): ShownValue {
    this.#left -= 1;
    if (typeof value === "string") return this.#text(value);
    if (typeof value !== "object" || value === null) return value as ShownValue;
    if (depth >= MOST_DEPTH) return this.#cut("more, nested too deep to be shown");
    if (Array.isArray(value)) return { is: "list", items: this.#items(value, depth) };
    if (isUndefined(value)) return other("undefined");
    const made = constructorOf(value);
    return made === undefined ? this.#object(null, Object.entries(value), depth) : this.#instance(made, depth);
  }

  #instance(made: Constructor, depth: number): ShownValue {
    switch (made.is) {
      case "map":
        return this.#object(
          "Map",
          made.entries.map(([key, value]) => [keyOf(key), value]),
          depth,
        );
      case "set":
        return this.#object(
          "Set",
          made.items.map((item, index) => [String(index), item]),
          depth,
        );
      case "bytes":
        return showBytes(Uint8Array.from(made.bytes));
      case "fields":
        return this.#object(made.type, Object.entries(made.fields), depth);
      case "message": {
        const { role, id, text, more } = messageParts(made);
        return { is: "message", role, id, text: this.#text(text), more: this.#entries(more, depth) };
      }
    }
  }

  #object(type: string | null, entries: readonly (readonly [string, unknown])[], depth: number): ShownValue {
    return { is: "object", type, entries: this.#entries(entries, depth) };
  }

  #items(items: readonly unknown[], depth: number): ShownValue[] {
    const shown: ShownValue[] = [];
    for (const [index, item] of items.entries()) {
      if (this.#left <= 0) return [...shown, this.#cut(`+ ${items.length - index} more`)];
      shown.push(this.show(item, depth + 1));
    }
    return shown;
  }

  #entries(entries: readonly (readonly [string, unknown])[], depth: number): [string, ShownValue][] {
    const shown: [string, ShownValue][] = [];
    for (const [index, [key, value]] of entries.entries()) {
      if (this.#left <= 0) return [...shown, ["…", this.#cut(`+ ${entries.length - index} more`)]];
      shown.push([this.#text(key), this.show(value, depth + 1)]);
    }
    return shown;
  }

  #text(text: string): string {
    if (text.length <= MOST_CHARACTERS) return text;
    this.isCut = true;
    return `${text.slice(0, MOST_CHARACTERS)}… (+ ${text.length - MOST_CHARACTERS} more characters)`;
  }

  #cut(text: string): ShownValue {
    this.isCut = true;
    return other(text);
  }
}

/** Keys of a Map may be anything; text stands for itself. */
function keyOf(key: unknown): string {
  return typeof key === "string" ? key : JSON.stringify(key);
}
