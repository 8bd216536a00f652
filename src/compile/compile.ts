// Learner TypeScript → linked-to-be JavaScript. Only ever transforms text: nothing here follows an import to a disk.
import type { Files, ImportTable } from "../course/model.ts";
import { checkLibraries, checkNames, isRelative, type LinkedSource } from "./check-imports.ts";
import type { CompiledModule, CompileProblem, CompileResult, ImportRef, LibraryExports } from "./compiled.ts";
import { inDependencyOrder } from "./dependency-order.ts";
import { librariesFor, listed } from "./import-table.ts";
import { applyInsertions, type Hole } from "./insertions.ts";
import { ProblemList } from "./problem-list.ts";
import type { ModuleImport } from "./read-module.ts";
import { findFile, pathProblem } from "./source-path.ts";
import { readSource, type Report } from "./source.ts";

export { librariesFor } from "./import-table.ts";

const MAX_FILE_BYTES = 256 * 1024;
const MAX_FILES = 200;

/** Compiles `roots` and what they import. Every problem that can be found at once is reported at once. */
export function compile(
  files: Files,
  roots: readonly string[],
  imports: ImportTable,
  kernel: LibraryExports,
): CompileResult {
  const offer = { libraries: librariesFor(imports, kernel), kernel };
  const problems = new ProblemList();
  const report: Report = (problem) => problems.add(problem);
  const reader = new Reader(files, report);
  for (const root of roots) reader.require(root, null);
  for (const source of reader.sources.values()) checkLibraries(source, offer, report);
  checkNames(reader.sources, offer, report);
  const order = inDependencyOrder(reader.sources, roots);
  if ("cycle" in order) report(cycleProblem(reader.sources, order.cycle));
  if (!problems.isEmpty || "cycle" in order) return { ok: false, problems: problems.sorted([...reader.asked]) };
  return { ok: true, modules: order.paths.map((path) => emit(reader.sources.get(path)!)) };
}

/** Reads files as far as imports lead. */
class Reader {
  readonly sources = new Map<string, LinkedSource>();
  /** Every path that was asked for, in order. */
  readonly asked = new Set<string>();
  readonly #files: Files;
  readonly #report: Report;

  constructor(files: Files, report: Report) {
    this.#files = files;
    this.#report = report;
  }

  /** `from` is where it is imported; a root is not. */
  require(path: string, from: CompileProblem | null): void {
    if (this.asked.has(path)) return;
    this.asked.add(path);
    const wrong = pathProblem(path) ?? this.#contentProblem(path);
    if (wrong) this.#report({ ...(from ?? { file: path, line: 1, column: 1 }), message: `${path}: ${wrong}` });
    else this.#read(path);
  }

  #contentProblem(path: string): string | null {
    if (!Object.hasOwn(this.#files, path)) return "there is no such file";
    if (this.asked.size > MAX_FILES) return `there are more than ${MAX_FILES} files`;
    const bytes = new TextEncoder().encode(this.#files[path]).length;
    return bytes > MAX_FILE_BYTES ? `${bytes} bytes are too many: a file may have ${MAX_FILE_BYTES}` : null;
  }

  #read(path: string): void {
    const source = readSource(path, this.#files[path]!, this.#report);
    if (!source) return;
    const files = new Map<ModuleImport, string>();
    this.sources.set(path, { ...source, files });
    for (const entry of source.imports) {
      if (!isRelative(entry.specifier)) continue;
      const target = findFile(this.#files, path, entry.specifier);
      if (target === null) this.#report(() => source.problemAt(entry.start, this.#missing(entry.specifier)));
      else {
        files.set(entry, target);
        if (!this.asked.has(target)) this.require(target, source.problemAt(entry.start, ""));
      }
    }
  }

  #missing(specifier: string): string {
    const names = Object.keys(this.#files);
    const more = names.length > 12 ? ` and ${names.length - 12} more` : "";
    return `There is no file “${specifier}”. The files are ${listed(names.slice(0, 12))}${more}.`;
  }
}

function cycleProblem(sources: ReadonlyMap<string, LinkedSource>, cycle: readonly string[]): CompileProblem {
  const source = sources.get(cycle[0]!)!;
  const entry = source.imports.find((candidate) => source.files.get(candidate) === cycle[1])!;
  return source.problemAt(
    entry.start,
    `These files import each other in a circle: ${cycle.join(" → ")}. Move what they share into a file of its own.`,
  );
}

function emit({ path, code, imports, insertions, files }: LinkedSource): CompiledModule {
  const holes = imports.map((entry): Hole => {
    const file = files.get(entry);
    const ref: ImportRef = file === undefined ? { library: entry.specifier } : { file };
    return { start: entry.start, end: entry.end, ref };
  });
  return { path, parts: applyInsertions(code, insertions, holes) };
}
