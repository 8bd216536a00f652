// Values of the reference store: which a filter lets through, and which texts lie at a path.

/** Equal by type and content, keys in any order. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  return (
    left.size === right.size && [...left].every(([key, value]) => right.has(key) && sameJson(value, right.get(key)))
  );
}

type Compare = (item: any, operand: any) => boolean;

const ordered =
  (compare: Compare): Compare =>
  (item, operand) =>
    typeof item === typeof operand && ["number", "string"].includes(typeof item) && compare(item, operand);

/** `item` is undefined where the key is missing. */
export const COMPARISONS: Readonly<Record<string, Compare>> = {
  $eq: sameJson,
  $ne: (item, operand) => !sameJson(item, operand),
  $gt: ordered((item, operand) => item > operand),
  $gte: ordered((item, operand) => item >= operand),
  $lt: ordered((item, operand) => item < operand),
  $lte: ordered((item, operand) => item <= operand),
  $in: (item, operand) => operand.some((each: unknown) => sameJson(item, each)),
  $nin: (item, operand) => !operand.some((each: unknown) => sameJson(item, each)),
};

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const hasOperators = (wanted: unknown): wanted is Record<string, unknown> =>
  isObject(wanted) && Object.keys(wanted).some((key) => key.startsWith("$"));

/** One condition of a filter. */
export function meets(item: unknown, wanted: unknown, comparisons = COMPARISONS): boolean {
  if (wanted === undefined) throw new Error("a filter is undefined");
  if (!hasOperators(wanted)) return comparisons.$eq!(item, wanted);
  return Object.entries(wanted).every(([name, operand]) => {
    if (!Object.hasOwn(comparisons, name)) throw new Error(`there is no operator ${name}`);
    return comparisons[name]!(item, operand);
  });
}

/** The texts at a path such as `a.b`, `a[*].b`, `a[-1]` or `$`. */
export function textsAt(value: unknown, path: string): string[] {
  if (path === "$") return [JSON.stringify(value)];
  const parts = path.match(/[^.[\]]+|\[[^\]]*\]/g) ?? [];
  let places: unknown[] = [value];
  for (const part of parts) places = places.flatMap((place) => step(place, part));
  return places
    .filter((place) => place !== undefined && place !== null)
    .map((place) => (typeof place === "object" ? JSON.stringify(place) : String(place)));
}

function step(place: unknown, part: string): unknown[] {
  if (!part.startsWith("[")) return isObject(place) && Object.hasOwn(place, part) ? [place[part]] : [];
  if (!Array.isArray(place)) return [];
  return part === "[*]" ? place : [place.at(Number(part.slice(1, -1)))];
}
