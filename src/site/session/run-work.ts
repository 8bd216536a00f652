// Run, in the judge worker: what the program says is passed on as it comes, its databases are read when it has ended.
import { runExercise } from "../../grading/run-exercise.ts";
import type { ExerciseRuntime } from "../../runtimes/runtime.ts";
import { compileProblems } from "./compile-problems.ts";
import { kernel } from "./kernel.ts";
import { readDatabases } from "./read-databases.ts";
import type { RunResult, SqliteUrls, Work, WorkEvent } from "./protocol.ts";

export async function runWork(
  { exercise, files, over, program }: Extract<Work, { kind: "run" }>,
  runtime: ExerciseRuntime,
  sqlite: SqliteUrls,
  signal: AbortSignal,
  tell: (event: WorkEvent) => void,
): Promise<RunResult> {
  const { outcome, problem, databases } = await runExercise({
    exercise,
    files,
    ...(over && { over }),
    ...(program && { program }),
    runtime: tellingWhenOpen(runtime, () => tell({ kind: "started", isolation: runtime.isolation })),
    kernel,
    signal,
    onStep: (step) => tell({ kind: "step", step }),
    onTrace: (event) => tell({ kind: "trace", event }),
  });
  // Of a program of ours, the one problem says enough: its lines are in no file of the editor.
  if (problem?.code === "COMPILE_FAILED" && !program) {
    const problems = compileProblems(exercise, files, [exercise.run]);
    return { kind: "run", problems, problem: null, outcome: null, databases: [] };
  }
  return { kind: "run", problems: [], problem, outcome, databases: await readDatabases(databases, sqlite) };
}

/** The same runtime, which says when a guest is open: from then on it is the learner's program that takes time. */
function tellingWhenOpen(runtime: ExerciseRuntime, opened: () => void): ExerciseRuntime {
  const { name, isolation, tier, provides } = runtime;
  return {
    name,
    isolation,
    tier,
    provides,
    start: (signal, onStep) => runtime.start(signal, onStep),
    async open(job, signal) {
      const guest = await runtime.open(job, signal);
      opened();
      return guest;
    },
    [Symbol.asyncDispose]: () => runtime[Symbol.asyncDispose](),
  };
}
