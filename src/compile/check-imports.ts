// Whether what the files import is there to be had: from libraries what the exercise offers, from each other what they export.
import type { LibraryExports } from "./compiled.ts";
import { libraryProblem, nameProblem, nearest } from "./import-table.ts";
import type { ModuleImport } from "./read-module.ts";
import type { Report, Source } from "./source.ts";
import { walk } from "./syntax-tree.ts";

export interface LinkedSource extends Source {
  /** Imports of files of the submission: import → path. */
  readonly files: ReadonlyMap<ModuleImport, string>;
}

export interface Offer {
  /** What this exercise offers. */
  readonly libraries: LibraryExports;
  /** What there is: to tell what is withheld from what does not exist. */
  readonly kernel: LibraryExports;
}

export function checkLibraries(source: LinkedSource, { libraries, kernel }: Offer, report: Report): void {
  for (const entry of source.imports) {
    if (source.files.has(entry) || isRelative(entry.specifier)) continue;
    const wrong = libraryProblem(entry.specifier, libraries, kernel);
    if (wrong) report(() => source.problemAt(entry.start, wrong));
  }
  if (source.namespaces.size === 0) return;
  // `lg.MemorySaver` of `import * as lg` would be undefined without a word.
  walk(source.program, (node) => {
    if (node.type !== "MemberExpression" || node.computed || node.object.type !== "Identifier") return;
    const library = source.namespaces.get(node.object.name);
    if (library === undefined || !Object.hasOwn(libraries, library) || node.property.type !== "Identifier") return;
    const { name } = node.property;
    const wrong = kernel[library]?.includes(name) ? nameProblem(library, name, libraries, kernel) : null;
    if (wrong) report(() => source.problemAt(node.start, wrong));
  });
}

/** Named imports against what their targets export: only possible when all files are read. */
export function checkNames(sources: ReadonlyMap<string, LinkedSource>, offer: Offer, report: Report): void {
  const exports = new Exports(sources, offer.libraries);
  for (const source of sources.values())
    for (const entry of source.imports)
      for (const { name, at } of entry.names) {
        const wrong = missingName(source, entry, name, offer, exports);
        if (wrong) report(() => source.problemAt(at, wrong));
      }
}

export function isRelative(specifier: string): boolean {
  return /^\.\.?(?:\/|$)/.test(specifier);
}

function missingName(
  source: LinkedSource,
  entry: ModuleImport,
  name: string,
  { libraries, kernel }: Offer,
  exports: Exports,
): string | null {
  const target = source.files.get(entry);
  if (target === undefined)
    return Object.hasOwn(libraries, entry.specifier) ? nameProblem(entry.specifier, name, libraries, kernel) : null;
  const names = exports.of(target);
  if (names === null || names.has(name)) return null;
  const near = nearest(name, [...names]);
  const hint = near ? `Did you mean “${near}”?` : "If it is a type, import it with `import type`.";
  return `${target} does not export a value “${name}”. ${hint}`;
}

/** The names that files export, `export *` followed. */
class Exports {
  readonly #sources: ReadonlyMap<string, LinkedSource>;
  readonly #libraries: LibraryExports;
  readonly #known = new Map<string, ReadonlySet<string> | null>();

  constructor(sources: ReadonlyMap<string, LinkedSource>, libraries: LibraryExports) {
    this.#sources = sources;
    this.#libraries = libraries;
  }

  /** Null when a file could not be read, which has been reported. */
  of(path: string): ReadonlySet<string> | null {
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    this.#known.set(path, new Set()); // files that re-export each other have no names by that
    const names = this.#collect(path);
    this.#known.set(path, names);
    return names;
  }

  #collect(path: string): ReadonlySet<string> | null {
    const source = this.#sources.get(path);
    if (!source || source.isBroken) return null;
    const names = new Set(source.exports);
    for (const entry of source.imports) {
      if (!entry.reexportsAll) continue;
      const target = source.files.get(entry);
      const more = target === undefined ? (this.#libraries[entry.specifier] ?? []) : this.of(target);
      if (more === null) return null;
      for (const name of more) if (name !== "default") names.add(name);
    }
    return names;
  }
}
