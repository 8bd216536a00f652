// `list({ filter })`: which metadata matches. Done on values, not in SQL, so that no key or value is read as a path or a pattern.

/** True when each key of `filter` has the same value in `metadata`. A key whose filter value is undefined asks for nothing. */
export function matchesFilter(metadata: unknown, filter: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(filter).every(
    ([key, wanted]) =>
      wanted === undefined || (isRecord(metadata) && Object.hasOwn(metadata, key) && same(metadata[key], wanted)),
  );
}

function same(left: unknown, right: unknown): boolean {
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && left.every((item, at) => same(item, right[at]));
  if (!isRecord(left) || !isRecord(right)) return left === right;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && same(left[key], right[key]))
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
