// What differs between two shown values. Messages and other elements with an id are matched by it, other elements of lists by
// what they hold.
import { type Pair, alignLists } from "./align-lists.ts";
import type { ShownMessage, ShownValue, ValueDiff } from "./saver-file.ts";

/** More differences than these are counted, not listed. */
export const MOST_PARTS = 500;

export interface Difference {
  readonly parts: readonly ValueDiff[];
  /** How many more there are; not there when all are listed. */
  readonly partsLeftOut?: number;
}

type Path = readonly (string | number)[];
type Entries = readonly (readonly [string, ShownValue])[];

/** No parts: they are equal, or have nothing in common inside which a difference could be told. */
export function diffValues(left: ShownValue, right: ShownValue): Difference {
  const diffing = new Diffing();
  if (haveCommonInside(left, right)) diffing.inside([], left, right);
  const { parts, partsLeftOut } = diffing;
  return partsLeftOut === 0 ? { parts } : { parts, partsLeftOut };
}

/** Shown values are plain data whose keys always come in the same order, so that equal ones have the same text. */
export function isEqual(left: ShownValue, right: ShownValue): boolean {
  return left === right || textOf(left) === textOf(right);
}

class Diffing {
  readonly parts: ValueDiff[] = [];
  partsLeftOut = 0;

  /** Both have something inside, of the same kind. */
  inside(path: Path, left: ShownValue, right: ShownValue): void {
    const [before, after] = [structureOf(left), structureOf(right)];
    if (before === null || after === null) return;
    if (before.is === "list" && after.is === "list") this.#lists(path, before.items, after.items);
    else if (before.is === "message" && after.is === "message") this.#entries(path, fieldsOf(before), fieldsOf(after));
    else if (before.is === "object" && after.is === "object") this.#entries(path, before.entries, after.entries);
  }

  #entries(path: Path, left: Entries, right: Entries): void {
    const [before, after] = [new Map(left), new Map(right)];
    for (const [key, value] of before) {
      const other = after.get(key);
      if (other === undefined) this.#add([...path, key], "removed", value, null);
      else this.#values([...path, key], value, other);
    }
    for (const [key, value] of after) if (!before.has(key)) this.#add([...path, key], "added", null, value);
  }

  #lists(path: Path, left: readonly ShownValue[], right: readonly ShownValue[]): void {
    const pairs: readonly Pair[] = [
      ...alignLists(left.map(identityOf), right.map(identityOf)),
      [left.length, right.length],
    ];
    let [from, to] = [0, 0];
    for (const [pairLeft, pairRight] of pairs) {
      this.#gap(path, { items: left, from, end: pairLeft }, { items: right, from: to, end: pairRight });
      if (pairLeft < left.length) this.#values([...path, pairRight], left[pairLeft]!, right[pairRight]!);
      [from, to] = [pairLeft + 1, pairRight + 1];
    }
  }

  /** Between two pairs: elements in the same place are one that changed, unless an id says that they are not. */
  #gap(path: Path, left: Stretch, right: Stretch): void {
    while (left.from < left.end && right.from < right.end) {
      const [before, after] = [left.items[left.from]!, right.items[right.from]!];
      if (hasId(before) || hasId(after)) break;
      this.#values([...path, right.from], before, after);
      left.from += 1;
      right.from += 1;
    }
    for (; left.from < left.end; left.from += 1)
      this.#add([...path, left.from], "removed", left.items[left.from]!, null);
    for (; right.from < right.end; right.from += 1)
      this.#add([...path, right.from], "added", null, right.items[right.from]!);
  }

  #values(path: Path, left: ShownValue, right: ShownValue): void {
    if (isEqual(left, right)) return;
    const found = this.parts.length + this.partsLeftOut;
    if (haveCommonInside(left, right)) this.inside(path, left, right);
    // They differ, and nothing inside said so: two keys of a Map can have one name.
    if (this.parts.length + this.partsLeftOut === found) this.#add(path, "changed", left, right);
  }

  #add(path: Path, change: ValueDiff["change"], left: ShownValue | null, right: ShownValue | null): void {
    if (this.parts.length < MOST_PARTS) this.parts.push({ path, change, left, right });
    else this.partsLeftOut += 1;
  }
}

interface Stretch {
  readonly items: readonly ShownValue[];
  from: number;
  readonly end: number;
}

function haveCommonInside(left: ShownValue, right: ShownValue): boolean {
  const [before, after] = [structureOf(left), structureOf(right)];
  if (before === null || after === null || before.is !== after.is) return false;
  return before.is !== "object" || after.is !== "object" || before.type === after.type;
}

type Structure = Exclude<Extract<ShownValue, object>, { readonly is: "other" }>;

function structureOf(value: ShownValue): Structure | null {
  return typeof value === "object" && value !== null && value.is !== "other" ? value : null;
}

function fieldsOf({ role, id, text, more }: ShownMessage): Entries {
  return [["role", role], ["id", id], ["text", text], ...more];
}

function hasId(value: ShownValue): boolean {
  return idOf(value) !== null;
}

function idOf(value: ShownValue): string | null {
  if (typeof value !== "object" || value === null) return null;
  if (value.is === "message") return value.id;
  if (value.is !== "object") return null;
  const id = value.entries.find(([key]) => key === "id")?.[1];
  return typeof id === "string" ? id : null;
}

/** The same for two elements that are one, changed or not. */
function identityOf(value: ShownValue): string {
  const id = idOf(value);
  return id === null ? `value ${textOf(value)}` : `id ${id}`;
}

function textOf(value: ShownValue): string {
  return JSON.stringify(value);
}
