// From the files that somebody handed in to a job for a guest, or the problem that is in the way. Text in, text out.
import { compile, librariesFor } from "../compile/compile.ts";
import type { Exercise, Files, Problem } from "../course/model.ts";
import type { Job } from "../runtimes/runtime.ts";
import type { Kernel } from "./kernel.ts";
import { courseProblem, submissionProblem } from "./problem.ts";

export type PreparedJob = { readonly job: Job } | { readonly problem: Problem };

/** `roots` are the files that will be asked for; what they import comes along. `added` are files of ours beside them. */
export function prepareJob(
  exercise: Exercise,
  files: Files,
  roots: readonly string[],
  kernel: Kernel,
  added: Files = {},
): PreparedJob {
  const wrongFiles = filesProblem(exercise, files);
  if (wrongFiles) return { problem: wrongFiles };
  const whole = { ...withGivenFiles(exercise, files), ...added };
  try {
    const compiled = compile(whole, roots, exercise.imports, kernel.exports);
    if (!compiled.ok) {
      const [first, ...more] = compiled.problems;
      const { file, line, column, message } = first!;
      const rest = more.length > 0 ? ` (and ${more.length} more)` : "";
      return { problem: submissionProblem("COMPILE_FAILED", `${message}${rest}`, { file, line, column }) };
    }
    const libraries = librariesFor(exercise.imports, kernel.exports);
    const { limits, needs } = exercise;
    return { job: { modules: compiled.modules, libraries, needs, outputBytes: limits.outputBytes } };
  } catch (error) {
    // A submission is told what is wrong with it by `problems`; what throws is an exercise that offers what is not there.
    return { problem: courseProblem(error instanceof Error ? error.message : String(error)) };
  }
}

/**
 * The files as they are judged, in the starter's order: those that the exercise gives are put back, whatever was done to
 * them. Run's file is there for trying things out, and need not be handed in.
 */
export function withGivenFiles({ starter, given }: Exercise, files: Files): Files {
  const judged = (name: string) => (given.includes(name) ? starter[name]! : (files[name] ?? starter[name]!));
  return Object.fromEntries(Object.keys(starter).map((name) => [name, judged(name)]));
}

function filesProblem({ starter, given, entry, run }: Exercise, files: Files): Problem | null {
  const wanted = Object.keys(starter);
  const needed = wanted.filter((name) => !given.includes(name) && (name !== run || name === entry));
  const missing = needed.filter((name) => !Object.hasOwn(files, name));
  if (missing.length > 0)
    return submissionProblem("FILE_MISSING", `there is no ${missing.join(" and no ")}`, { file: missing[0]! });
  const unknown = Object.keys(files).filter((name) => !wanted.includes(name));
  if (unknown.length === 0) return null;
  return submissionProblem("FILE_UNKNOWN", `${unknown[0]} is no file of this exercise: it has ${wanted.join(", ")}`);
}
