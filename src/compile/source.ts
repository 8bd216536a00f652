// One file of a submission, read as far as it can be without the others.
import type { CompileProblem } from "./compiled.ts";
import { TOO_DEEP } from "./counted-text.ts";
import type { Insertion } from "./insertions.ts";
import { placeInSource } from "./place-in-source.ts";
import { readModule, type ReadModule } from "./read-module.ts";
import { contextInsertions } from "./restore-context.ts";
import { stripTypes } from "./strip-types.ts";

export interface Source extends ReadModule {
  readonly path: string;
  /** JavaScript; its lines are those of the learner's text. */
  readonly code: string;
  readonly insertions: readonly Insertion[];
  /** Its own problems have been reported: what it exports is not known. */
  readonly isBroken: boolean;
  problemAt(at: number, message: string): CompileProblem;
}

export type Report = (problem: CompileProblem | (() => CompileProblem)) => void;

/** Null when nothing could be made of it; why has been reported. */
export function readSource(path: string, text: string, report: Report): Source | null {
  const stripped = stripTypes(path, text);
  if ("problems" in stripped) {
    for (const problem of stripped.problems) report(problem);
    return null;
  }
  const { code } = stripped;
  const problemAt = (at: number, message: string) => ({ file: path, ...placeInSource(text, code, at), message });
  try {
    let isBroken = false;
    const module = readModule(code, (at, message) => {
      isBroken = true;
      report(() => problemAt(at, message));
    });
    return { ...module, path, code, insertions: contextInsertions(module.program, code), isBroken, problemAt };
  } catch (error) {
    // The tree can be too deep for those who walk it.
    if (!(error instanceof RangeError)) throw error;
    report({ file: path, line: 1, column: 1, message: TOO_DEEP });
    return null;
  }
}
