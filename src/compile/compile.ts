// Learner TypeScript → linked-to-be JavaScript. Only ever transforms text: nothing here follows an import to a disk.
import type { Files, ImportTable } from "../course/model.ts";
import type { CompiledModule, CompileProblem, CompileResult, ImportRef, LibraryExports } from "./compiled.ts";
import { inDependencyOrder } from "./dependency-order.ts";
import { librariesFor, libraryProblem, listed, nameProblem, nearest } from "./import-table.ts";
import { applyInsertions, type Hole } from "./insertions.ts";
import { placeInSource } from "./place-in-source.ts";
import { readModule, type ModuleImport, type ReadModule } from "./read-module.ts";
import { contextInsertions } from "./restore-context.ts";
import { findFile, pathProblem } from "./source-path.ts";
import { stripTypes } from "./strip-types.ts";
import { walk } from "./syntax-tree.ts";

export { librariesFor } from "./import-table.ts";

const MAX_FILE_BYTES = 256 * 1024;

interface Source extends ReadModule {
  readonly path: string;
  readonly code: string;
  /** Imports of files of the submission: import → path. */
  readonly files: ReadonlyMap<ModuleImport, string>;
}

/** Compiles `roots` and what they import. Every problem that can be found at once is reported at once. */
export function compile(
  files: Files,
  roots: readonly string[],
  imports: ImportTable,
  kernel: LibraryExports,
): CompileResult {
  const job = new Compilation(files, librariesFor(imports, kernel), kernel);
  for (const root of roots) job.require(root, null);
  job.checkNames();
  const order = inDependencyOrder(job.sources, roots);
  if ("cycle" in order) job.reportCycle(order.cycle);
  if (job.problems.length > 0 || "cycle" in order) return { ok: false, problems: sorted(job.problems, job.files) };
  return { ok: true, modules: order.paths.map((path) => emit(job.sources.get(path)!)) };
}

class Compilation {
  readonly sources = new Map<string, Source>();
  readonly problems: CompileProblem[] = [];
  readonly #seen = new Set<string>();
  readonly #files: Files;
  readonly #libraries: LibraryExports;
  readonly #kernel: LibraryExports;

  constructor(files: Files, libraries: LibraryExports, kernel: LibraryExports) {
    this.#files = files;
    this.#libraries = libraries;
    this.#kernel = kernel;
  }

  /** Every path that was asked for, in order. */
  get files(): readonly string[] {
    return [...this.#seen];
  }

  /** Reads a file and all that it imports. */
  require(path: string, from: CompileProblem | null): void {
    if (this.#seen.has(path)) return;
    this.#seen.add(path);
    const wrong = pathProblem(path) ?? this.#contentProblem(path);
    if (wrong) this.problems.push({ ...(from ?? { file: path, line: 1, column: 1 }), message: `${path}: ${wrong}` });
    else this.#read(path, this.#files[path]!);
  }

  #contentProblem(path: string): string | null {
    if (!Object.hasOwn(this.#files, path)) return "there is no such file";
    const bytes = new TextEncoder().encode(this.#files[path]).length;
    return bytes > MAX_FILE_BYTES ? `${bytes} bytes are too many: a file may have ${MAX_FILE_BYTES}` : null;
  }

  #read(path: string, text: string): void {
    const stripped = stripTypes(path, text);
    if ("problems" in stripped) {
      this.problems.push(...stripped.problems);
      return;
    }
    const { code } = stripped;
    const problemAt = (at: number, message: string) => ({ file: path, ...placeInSource(text, code, at), message });
    const read = readModule(code, problemAt);
    this.problems.push(...read.problems);
    const files = new Map<ModuleImport, string>();
    this.sources.set(path, { ...read, path, code, files });
    for (const entry of read.imports) {
      const report = (message: string) => this.problems.push(problemAt(entry.start, message));
      if (/^\.\.?(?:\/|$)/.test(entry.specifier)) this.#follow(path, entry, files, problemAt(entry.start, ""));
      else {
        const wrong = libraryProblem(entry.specifier, this.#libraries, this.#kernel);
        if (wrong) report(wrong);
      }
    }
    this.#checkNamespaces(read, problemAt);
  }

  #follow(path: string, entry: ModuleImport, files: Map<ModuleImport, string>, place: CompileProblem): void {
    const target = findFile(this.#files, path, entry.specifier);
    if (target === null) {
      const message = `There is no file “${entry.specifier}”. The files are ${listed(Object.keys(this.#files))}.`;
      this.problems.push({ ...place, message });
      return;
    }
    files.set(entry, target);
    this.require(target, place);
  }

  /** `lg.MemorySaver` of `import * as lg` would be undefined without a word. */
  #checkNamespaces(read: ReadModule, problemAt: (at: number, message: string) => CompileProblem): void {
    if (read.namespaces.size === 0) return;
    walk(read.program, (node) => {
      if (node.type !== "MemberExpression" || node.computed || node.object.type !== "Identifier") return;
      const library = read.namespaces.get(node.object.name);
      if (library === undefined || !Object.hasOwn(this.#libraries, library) || node.property.type !== "Identifier")
        return;
      const { name } = node.property;
      if (!this.#kernel[library]?.includes(name)) return;
      const wrong = nameProblem(library, name, this.#libraries, this.#kernel);
      if (wrong) this.problems.push(problemAt(node.start, wrong));
    });
  }

  /** Named imports against what their targets export; only possible when all files are read. */
  checkNames(): void {
    for (const source of this.sources.values())
      for (const entry of source.imports)
        for (const { name, at } of entry.names) {
          const wrong = this.#nameProblem(source, entry, name);
          if (wrong)
            this.problems.push({
              file: source.path,
              ...placeInSource(this.#files[source.path]!, source.code, at),
              message: wrong,
            });
        }
  }

  #nameProblem(source: Source, entry: ModuleImport, name: string): string | null {
    const target = source.files.get(entry);
    if (target === undefined)
      return Object.hasOwn(this.#libraries, entry.specifier)
        ? nameProblem(entry.specifier, name, this.#libraries, this.#kernel)
        : null;
    const names = this.#exportsOf(target, new Set());
    if (names === null || names.has(name)) return null;
    const near = nearest(name, [...names]);
    const hint = near ? `Did you mean “${near}”?` : "If it is a type, import it with `import type`.";
    return `${target} does not export a value “${name}”. ${hint}`;
  }

  /** Null when the file could not be read, which has been reported. */
  #exportsOf(path: string, visited: Set<string>): ReadonlySet<string> | null {
    const source = this.sources.get(path);
    if (!source || source.problems.length > 0) return null;
    visited.add(path);
    const names = new Set(source.exports);
    for (const entry of source.imports) {
      if (!entry.reexportsAll) continue;
      const target = source.files.get(entry);
      if (target === undefined) for (const name of this.#libraries[entry.specifier] ?? []) names.add(name);
      else if (!visited.has(target)) {
        const more = this.#exportsOf(target, visited);
        if (more === null) return null;
        for (const name of more) if (name !== "default") names.add(name);
      }
    }
    return names;
  }

  reportCycle(cycle: readonly string[]): void {
    const [first, second] = cycle as [string, string];
    const source = this.sources.get(first)!;
    const entry = source.imports.find((candidate) => source.files.get(candidate) === second)!;
    const place = placeInSource(this.#files[first]!, source.code, entry.start);
    const message = `These files import each other in a circle: ${cycle.join(" → ")}. Move what they share into a file of its own.`;
    this.problems.push({ file: first, ...place, message });
  }
}

function emit(source: Source): CompiledModule {
  const holes = source.imports.map((entry): Hole => {
    const file = source.files.get(entry);
    const ref: ImportRef = file === undefined ? { library: entry.specifier } : { file };
    return { start: entry.start, end: entry.end, ref };
  });
  return {
    path: source.path,
    parts: applyInsertions(source.code, contextInsertions(source.program, source.code), holes),
  };
}

/** File by file as they were come upon, from top to bottom. */
function sorted(problems: readonly CompileProblem[], files: readonly string[]): CompileProblem[] {
  const rank = ({ file }: CompileProblem) => files.indexOf(file);
  return [...problems].sort((a, b) => rank(a) - rank(b) || a.line - b.line || a.column - b.column);
}
