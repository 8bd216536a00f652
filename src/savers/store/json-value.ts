// Values as JSON text. What JSON would silently turn into something else is refused: a memory must not come back changed.
import { SaverError } from "../errors.ts";

/** The text that is stored for an item's value: a plain object, or what its `toJSON` gives. */
export function storedValue(value: unknown, call: string): string {
  const text = typeof value === "object" && value !== null && !Array.isArray(value) ? jsonOf(value, call) : undefined;
  if (text?.startsWith("{")) return text;
  throw new SaverError(
    "VALUE_NOT_JSON",
    `${call} got a value that is no object: pass an object, such as { text: "…" }`,
  );
}

export function jsonOf(value: unknown, call: string): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(value, refuseWhatJsonLoses);
  } catch (error) {
    throw new SaverError("VALUE_NOT_JSON", `${call} got what JSON cannot hold: ${(error as Error).message}`, {
      cause: error,
    });
  }
  if (text === undefined) throw new SaverError("VALUE_NOT_JSON", `${call} got ${typeof value}, which JSON cannot hold`);
  return text;
}

/** A property that is undefined is left out, as everywhere in JavaScript; a `Date` and a message have their `toJSON`. */
function refuseWhatJsonLoses(this: unknown, name: string, value: unknown): unknown {
  const what = lostIn(value, Array.isArray(this));
  if (what !== undefined) throw new TypeError(`"${name}" is ${what}`);
  return value;
}

function lostIn(value: unknown, inArray: boolean): string | undefined {
  switch (typeof value) {
    case "number":
      return Number.isFinite(value) ? undefined : String(value);
    case "undefined":
      return inArray ? "undefined in a list" : undefined;
    case "function":
    case "symbol":
    case "bigint":
      return `a ${typeof value}`;
    case "object":
      if (value instanceof Map || value instanceof Set) return "a Map or Set: make it a list";
      if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return "bytes: encode them as text";
      return undefined;
    default:
      return undefined;
  }
}

/** A fresh copy at every call, so that no caller holds what another one may change. */
export function valueOf(stored: string): Record<string, unknown> {
  return JSON.parse(stored) as Record<string, unknown>;
}

/** Equal by type and content; the order of an object's keys does not count. */
export function sameJson(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (Array.isArray(left) || Array.isArray(right))
    return (
      Array.isArray(left) &&
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item, at) => sameJson(item, right[at]))
    );
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every(
      (key) =>
        Object.hasOwn(right, key) &&
        sameJson((left as Record<string, unknown>)[key], (right as Record<string, unknown>)[key]),
    )
  );
}
