// `search({ filter })`: conditions on the top-level keys of a value. Done on values, not in SQL, so that types count and
// no key or value is read as a path or a pattern. What cannot be understood is refused: a filter that is ignored shows
// one user what belongs to another.
import { SaverError } from "../errors.ts";
import { jsonOf, sameJson } from "./json-value.ts";

export type Filter = (value: Readonly<Record<string, unknown>>) => boolean;

/** `item` is undefined where the item has no such key; null is a value like others. */
type Comparison = (item: unknown, operand: unknown) => boolean;

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  $eq: (item, operand) => item !== undefined && sameJson(item, operand),
  $ne: (item, operand) => item === undefined || !sameJson(item, operand),
  $gt: ordered((item, operand) => item > operand),
  $gte: ordered((item, operand) => item >= operand),
  $lt: ordered((item, operand) => item < operand),
  $lte: ordered((item, operand) => item <= operand),
  $in: (item, operand) => item !== undefined && (operand as unknown[]).some((each) => sameJson(item, each)),
  $nin: (item, operand) => item === undefined || !(operand as unknown[]).some((each) => sameJson(item, each)),
};

/** Numbers with numbers, strings with strings by their code units; nothing else has an order. */
function ordered(compare: (item: string | number, operand: string | number) => boolean): Comparison {
  return (item, operand) =>
    (typeof item === "number" && typeof operand === "number") ||
    (typeof item === "string" && typeof operand === "string")
      ? compare(item as string, operand as string)
      : false;
}

/** All conditions must hold. Reads the filter at once, so that what the caller changes later does not matter. */
export function parseFilter(filter: unknown): Filter | undefined {
  if (filter === undefined || filter === null) return undefined;
  if (typeof filter !== "object" || Array.isArray(filter))
    throw new SaverError("FILTER_INVALID", "search() got a filter that is no object: pass { key: value }");
  const conditions = Object.entries(filter).flatMap(([key, wanted]) => parseCondition(key, wanted));
  if (conditions.length === 0) return undefined;
  return (value) =>
    conditions.every(({ key, compare, operand }) =>
      compare(Object.hasOwn(value, key) ? value[key] : undefined, operand),
    );
}

interface Condition {
  readonly key: string;
  readonly compare: Comparison;
  readonly operand: unknown;
}

function parseCondition(key: string, wanted: unknown): Condition[] {
  const names = typeof wanted === "object" && wanted !== null && !Array.isArray(wanted) ? Object.keys(wanted) : [];
  if (!names.some((name) => name.startsWith("$")))
    return [{ key, compare: COMPARISONS.$eq!, operand: operandOf(key, wanted) }];
  return names.map((name) => {
    if (!Object.hasOwn(COMPARISONS, name))
      throw new SaverError(
        "FILTER_INVALID",
        `the filter on "${key}" has ${JSON.stringify(name)}: there are ${Object.keys(COMPARISONS).join(", ")}; a value that looks so is found with $eq`,
      );
    const operand = operandOf(key, (wanted as Record<string, unknown>)[name]);
    if ((name === "$in" || name === "$nin") && !Array.isArray(operand))
      throw new SaverError("FILTER_INVALID", `the filter on "${key}" needs a list after ${name}`);
    return { key, compare: COMPARISONS[name]!, operand };
  });
}

/** As it would be stored, so that a `Date` finds what a `Date` was stored as. */
function operandOf(key: string, operand: unknown): unknown {
  if (operand === undefined)
    throw new SaverError("FILTER_INVALID", `the filter on "${key}" is undefined: leave the key out to ask for nothing`);
  return JSON.parse(jsonOf(operand, `the filter on "${key}"`)) as unknown;
}
