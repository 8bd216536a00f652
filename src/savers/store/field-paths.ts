// Which texts of a value are embedded: the paths of `index.fields` and `put(…, index)`.
import { SaverError } from "../errors.ts";

/** A key of an object, a place in a list (from the end when negative), or every element of a list. */
type Step = { readonly key: string } | { readonly at: number } | "each";

export interface FieldPath {
  readonly path: string;
  readonly steps: readonly Step[];
}

/** "$" is the whole value; else keys with periods between them, each followed by any of `[*]`, `[2]`, `[-1]`. */
export function parsePath(path: unknown): FieldPath {
  if (typeof path !== "string" || path === "")
    throw new SaverError("INDEX_INVALID", 'a field to index is a path such as "text", "a.b", "a[*].b", "a[-1]" or "$"');
  if (path === "$") return { path, steps: [] };
  return {
    path,
    steps: path
      .replace(/^\$\.?(?=.)/, "")
      .split(".")
      .flatMap((part) => stepsOf(part, path)),
  };
}

function stepsOf(part: string, path: string): Step[] {
  const parts = /^([^[\]]*)((?:\[(?:\*|-?\d+)\])*)$/.exec(part);
  if (parts === null || part === "")
    throw new SaverError(
      "INDEX_INVALID",
      `"${path}" is no path: write keys with periods, and [*], [0] or [-1] for lists`,
    );
  const [, key, brackets] = parts as unknown as [string, string, string];
  const places = [...brackets.matchAll(/\[(.*?)\]/g)].map(([, place]): Step =>
    place === "*" ? "each" : { at: Number(place) },
  );
  return key === "" ? places : [{ key }, ...places];
}

/** One text for each value that the path leads to: text as it is, numbers and booleans as text, the rest as JSON. */
export function textsAt(value: unknown, { steps }: FieldPath): string[] {
  let found: unknown[] = [value];
  for (const step of steps) found = found.flatMap((each) => follow(each, step));
  return found.flatMap(textOf).filter((text) => text !== "");
}

function follow(value: unknown, step: Step): unknown[] {
  if (step === "each") return Array.isArray(value) ? (value as unknown[]) : [];
  if ("at" in step) {
    if (!Array.isArray(value)) return [];
    const at = step.at < 0 ? value.length + step.at : step.at;
    return at >= 0 && at < value.length ? [value[at]] : [];
  }
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject && Object.hasOwn(value, step.key) ? [(value as Record<string, unknown>)[step.key]] : [];
}

/** As LangGraph's own stores make texts, so that the same embeddings give the same scores. */
function textOf(value: unknown): string[] {
  if (value === null || value === undefined) return [];
  return [typeof value === "object" ? JSON.stringify(value, null, 2) : String(value)];
}
