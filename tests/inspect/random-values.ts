// Random shown values, a second one made of a first by changes, and the first brought to the second by what a difference says.
import type { Random } from "@forkpoint/conformance";
import type { ShownValue, ValueDiff } from "../../src/inspect/saver-file.ts";

type Entry = readonly [string, ShownValue];

export function randomValue(random: Random, depth = 3): ShownValue {
  const scalar = (): ShownValue =>
    random.pick<ShownValue>([null, true, 0, 1, 2, "a", "b", { is: "other", text: "undefined" }]);
  if (depth === 0) return scalar();
  const size = random.int(0, 5);
  switch (random.int(0, 4)) {
    case 0:
      return scalar();
    case 1:
      return { is: "list", items: Array.from({ length: size }, () => randomValue(random, depth - 1)) };
    case 2:
      return { is: "list", items: randomMessages(random, size) };
    default:
      return {
        is: "object",
        type: random.pick([null, null, "Map"]),
        entries: random
          .shuffle(["id", "b", "c", "__proto__", "e"])
          .slice(0, size)
          .map((key): Entry => [key, randomValue(random, depth - 1)]),
      };
  }
}

/** Ids are unique in the list; some have none. */
function randomMessages(random: Random, size: number): ShownValue[] {
  return random
    .shuffle([1, 2, 3, 4, 5, 6, 7])
    .slice(0, size)
    .map((n) => ({
      is: "message",
      role: random.pick(["human", "ai"]),
      id: random.int(0, 4) === 0 ? null : `m${n}`,
      text: random.pick(["hello", "bye"]),
      more: random.boolean() ? [] : [["name", random.pick(["x", "y"])]],
    }));
}

/** Here and there something else. */
export function changed(value: ShownValue, random: Random): ShownValue {
  if (random.int(0, 5) === 0) return randomValue(random, 1);
  if (typeof value !== "object" || value === null) return value;
  switch (value.is) {
    case "list":
      return { is: "list", items: changedItems(value.items, random) };
    case "object":
      return {
        ...value,
        entries: value.entries
          .filter(() => random.int(0, 5) > 0)
          .map(([key, part]): Entry => [key, changed(part, random)]),
      };
    case "message":
      return random.boolean() ? value : { ...value, text: random.pick(["hello", "bye", "again"]) };
    default:
      return value;
  }
}

function changedItems(items: readonly ShownValue[], random: Random): ShownValue[] {
  const kept = items
    .filter(() => random.int(0, 4) > 0)
    .map((item) => (random.boolean() ? item : changed(item, random)));
  const added = random.int(0, 3) === 0 ? [randomValue(random, 1)] : [];
  return [...(random.int(0, 3) === 0 ? random.shuffle(kept) : kept), ...added];
}

/** What the left becomes when the parts are done to it. Entries of objects come in no order. */
export function applyParts(left: ShownValue, parts: readonly ValueDiff[]): ShownValue {
  const whole = parts.find(({ path }) => path.length === 0);
  if (whole) return whole.right;
  if (parts.length === 0) return left;
  if (typeof left !== "object" || left === null || left.is === "other") throw new TypeError("nothing inside");
  if (left.is === "list") return { is: "list", items: applyToItems(left.items, parts) };
  if (left.is === "object") return { ...left, entries: applyToEntries(left.entries, parts) };
  const fields = applyToEntries([["role", left.role], ["id", left.id], ["text", left.text], ...left.more], parts);
  const { role, id, text } = Object.fromEntries(fields);
  const more = fields.filter(([key]) => !["role", "id", "text"].includes(key));
  return { is: "message", role: role as string, id: id as string | null, text: text as string, more };
}

function applyToItems(left: readonly ShownValue[], parts: readonly ValueDiff[]): ShownValue[] {
  const here = parts.filter(({ path }) => path.length === 1);
  const removed = here.filter(({ change }) => change === "removed").map(({ path }) => path[0]);
  const added = new Map(here.filter(({ change }) => change === "added").map(({ path, right }) => [path[0], right]));
  const kept = left.filter((_, at) => !removed.includes(at));
  return Array.from({ length: kept.length + added.size }, (_, at) => {
    if (added.has(at)) return added.get(at)!;
    const inside = parts.filter(({ path, change }) => path[0] === at && !(path.length === 1 && change === "removed"));
    return applyParts(kept.shift()!, inside.map(below));
  });
}

function applyToEntries(left: readonly Entry[], parts: readonly ValueDiff[]): Entry[] {
  const here = parts.filter(({ path }) => path.length === 1);
  const removed = here.filter(({ change }) => change === "removed").map(({ path }) => path[0]);
  const kept = left
    .filter(([key]) => !removed.includes(key))
    .map(([key, value]): Entry => [key, applyParts(value, parts.filter(({ path }) => path[0] === key).map(below))]);
  const added = here
    .filter(({ change }) => change === "added")
    .map(({ path, right }): Entry => [String(path[0]), right]);
  return [...kept, ...added];
}

function below(part: ValueDiff): ValueDiff {
  return { ...part, path: part.path.slice(1) };
}
