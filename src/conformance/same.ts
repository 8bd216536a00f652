// Deep equality by value, over data that may come from anywhere: runs no getter and no method of what it compares.

/**
 * - NaN is the same as NaN, and 0 the same as -0.
 * - A property that is undefined is the same as one that is missing; the order of keys does not matter; symbols as
 *   keys are not looked at; a getter is the same as itself alone.
 * - An object without a prototype is the same as a plain one; otherwise prototypes must be the same.
 * - Arrays by length and items; maps and sets by content whatever its order, keys by value; dates by time; bytes by
 *   value whichever class of bytes; errors by name and message; regular expressions by source and flags.
 * - Functions, and so remote objects, are the same as themselves alone; so are instances of classes that have no
 *   property to compare, such as promises and whatever keeps its state private.
 * - Values nested deeper than 1,000 levels are not the same as anything but themselves, and neither are sets and maps
 *   so large and so alike that they take half a million comparisons: an answer must come, whoever made the values.
 */
export function same(actual: unknown, expected: unknown): boolean {
  return sameValue(actual, expected, { depth: 0, comparisons: 0, assumed: new Map() });
}

interface Walk {
  depth: number;
  comparisons: number;
  /** Pairs that are being compared further up: a circle is the same when both sides go round it alike. */
  readonly assumed: Map<object, Set<object>>;
}

const DEEPEST = 1_000;
const MOST_COMPARISONS = 500_000;

function sameValue(a: unknown, b: unknown, walk: Walk): boolean {
  if (a === b || (a !== a && b !== b)) return true;
  if (++walk.comparisons > MOST_COMPARISONS) return false;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const partners = walk.assumed.get(a) ?? new Set();
  if (partners.has(b)) return true;
  if (walk.depth >= DEEPEST) return false;
  walk.assumed.set(a, partners.add(b));
  walk.depth++;
  const result = sameObject(a, b, walk);
  walk.depth--;
  // What was assumed held only on the way down; a later comparison of the pair must find out for itself.
  partners.delete(b);
  return result;
}

function sameObject(a: object, b: object, walk: Walk): boolean {
  const kind = kindOf(a);
  if (kind !== kindOf(b)) return false;
  switch (kind) {
    case "array":
      return (a as unknown[]).length === (b as unknown[]).length && sameProperties(a, b, walk);
    case "map":
      return sameMap(a as Map<unknown, unknown>, b as Map<unknown, unknown>, walk);
    case "set":
      return sameSet(a as Set<unknown>, b as Set<unknown>, walk);
    case "date":
      return sameValue(Date.prototype.getTime.call(a), Date.prototype.getTime.call(b), walk);
    case "bytes":
      return sameBytes(a as Uint8Array, b as Uint8Array);
    case "error":
      return text(a, "name") === text(b, "name") && text(a, "message") === text(b, "message");
    case "regexp":
      return RegExp.prototype.toString.call(a) === RegExp.prototype.toString.call(b);
    case "plain":
      return sameProperties(a, b, walk);
    case "instance":
      return sameInstance(a, b, walk);
  }
}

export type ObjectKind = "array" | "map" | "set" | "date" | "bytes" | "error" | "regexp" | "plain" | "instance";

export function kindOf(value: object): ObjectKind {
  if (Array.isArray(value)) return "array";
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || prototype === Object.prototype) return "plain";
  if (value instanceof Map) return "map";
  if (value instanceof Set) return "set";
  if (value instanceof Date) return "date";
  if (value instanceof Uint8Array) return "bytes";
  if (value instanceof Error) return "error";
  if (value instanceof RegExp) return "regexp";
  return "instance";
}

function sameProperties(a: object, b: object, walk: Walk): boolean {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  for (const key of keys) {
    const left = Object.getOwnPropertyDescriptor(a, key);
    const right = Object.getOwnPropertyDescriptor(b, key);
    if (left?.get !== right?.get || left?.set !== right?.set) return false;
    if (!sameValue(left?.value, right?.value, walk)) return false;
  }
  return true;
}

function sameInstance(a: object, b: object, walk: Walk): boolean {
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b) || Object.keys(a).length === 0) return false;
  return sameProperties(a, b, walk);
}

function sameMap(a: Map<unknown, unknown>, b: Map<unknown, unknown>, walk: Walk): boolean {
  if (a.size !== b.size) return false;
  const unmatched = new Set(b.keys());
  for (const [key, value] of a) {
    const partner = find(
      unmatched,
      key,
      (other) => sameValue(key, other, walk) && sameValue(value, b.get(other), walk),
    );
    if (partner === null) return false;
    unmatched.delete(partner.item);
  }
  return true;
}

function sameSet(a: Set<unknown>, b: Set<unknown>, walk: Walk): boolean {
  if (a.size !== b.size) return false;
  const unmatched = new Set(b);
  for (const item of a) {
    const partner = find(unmatched, item, (other) => sameValue(item, other, walk));
    if (partner === null) return false;
    unmatched.delete(partner.item);
  }
  return true;
}

/** The item itself if it is among them and fits; otherwise the first that fits. */
function find(items: Set<unknown>, item: unknown, fits: (item: unknown) => boolean): { item: unknown } | null {
  if (items.has(item) && fits(item)) return { item };
  if (typeof item !== "object" || item === null) return null;
  for (const other of items) if (fits(other)) return { item: other };
  return null;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** A property of an error, its own or inherited, without running a getter. */
export function text(error: object, key: "name" | "message"): string {
  for (let holder: object | null = error; holder !== null; holder = Object.getPrototypeOf(holder) as object | null) {
    const property = Object.getOwnPropertyDescriptor(holder, key);
    if (property) return typeof property.value === "string" ? property.value : "";
  }
  return "";
}
