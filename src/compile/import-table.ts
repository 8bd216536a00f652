// Which libraries, and which of their names, a submission may import; and what to say when it asks for others.
import type { ImportTable } from "../course/model.ts";
import type { LibraryExports } from "./compiled.ts";

/** Library → the names that this exercise offers. Throws when the table names what the kernel does not have: the course is wrong. */
export function librariesFor(imports: ImportTable, kernel: LibraryExports): LibraryExports {
  const libraries: Record<string, readonly string[]> = {};
  for (const [library, rule] of Object.entries(imports)) {
    const names = Object.hasOwn(kernel, library) ? kernel[library]! : null;
    if (!names)
      throw new Error(
        `an exercise offers ${library}, which the kernel does not hold: it holds ${listed(Object.keys(kernel))}`,
      );
    const named = rule === "all" ? [] : "only" in rule ? rule.only : rule.except;
    const unknown = named.filter((name) => !names.includes(name));
    if (unknown.length > 0)
      throw new Error(`an exercise names ${listed(unknown)} of ${library}, which has no such export`);
    libraries[library] = names.filter((name) => rule === "all" || named.includes(name) === "only" in rule);
  }
  return libraries;
}

/** Null when `specifier` is offered. */
export function libraryProblem(specifier: string, libraries: LibraryExports, kernel: LibraryExports): string | null {
  if (Object.hasOwn(libraries, specifier)) return null;
  const offered = Object.keys(libraries);
  const instead = offered.length > 0 ? `It offers ${listed(offered)}.` : "It offers no libraries.";
  if (Object.hasOwn(kernel, specifier)) return `This exercise does not offer “${specifier}”. ${instead}`;
  if (/^[a-z]+:\/\/|^(?:data|blob):|^\//i.test(specifier))
    return `Only files of this exercise and its libraries can be imported, not addresses like “${shorten(specifier)}”. ${instead}`;
  return `There is no library “${shorten(specifier)}” here. This exercise offers ${offered.length > 0 ? listed(offered) : "none"}.`;
}

/** Null when `name` of an offered library may be imported. */
export function nameProblem(
  library: string,
  name: string,
  libraries: LibraryExports,
  kernel: LibraryExports,
): string | null {
  const offered = libraries[library] ?? [];
  if (offered.includes(name)) return null;
  const shown = name === "default" ? "a default export" : `“${name}”`;
  if (kernel[library]?.includes(name))
    return `This exercise does not offer ${shown} of ${library}. ${offered.length <= 12 ? `It offers ${listed(offered)}.` : "Solve it without."}`;
  const near = nearest(name, offered);
  return `${library} has no ${name === "default" ? "default export" : `export “${shorten(name)}”`}${near ? `: did you mean “${near}”?` : "."}`;
}

/** The name that differs least, if it differs little. */
export function nearest(name: string, names: readonly string[]): string | null {
  const limit = Math.ceil((name.length - 2) / 4);
  let best: { name: string; distance: number } | null = null;
  for (const candidate of names) {
    if (Math.abs(candidate.length - name.length) > limit) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance <= limit && (!best || distance < best.distance)) best = { name: candidate, distance };
  }
  return best?.name ?? null;
}

export function listed(names: readonly string[]): string {
  return names.join(", ");
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + Number(a[i - 1] !== b[j - 1]));
    row = next;
  }
  return row[b.length]!;
}
