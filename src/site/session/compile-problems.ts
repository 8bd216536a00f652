// Every problem that the compiler finds: a report names only the first, the editor marks them all.
import { compile } from "../../compile/compile.ts";
import type { CompileProblem } from "../../compile/compiled.ts";
import type { Exercise, Files } from "../../course/model.ts";
import { withGivenFiles } from "../../grading/prepare-job.ts";
import { kernel } from "./kernel.ts";

export function compileProblems(exercise: Exercise, files: Files, roots: readonly string[]): readonly CompileProblem[] {
  const compiled = compile(withGivenFiles(exercise, files), roots, exercise.imports, kernel.exports);
  return compiled.ok ? [] : compiled.problems;
}
