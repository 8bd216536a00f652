// One crash of the lab, in the judge worker: the experiment's own program, run and killed in a guest as learner code is.
import { runCrash } from "../../lab/crash/run-crash.ts";
import type { ExerciseRuntime } from "../../runtimes/runtime.ts";
import { kernel } from "./kernel.ts";
import type { CrashResult, SqliteUrls, Work } from "./protocol.ts";
import { loadSqlJs } from "./sqlite.ts";

export async function crashWork(
  { experiment }: Extract<Work, { kind: "crash" }>,
  runtime: ExerciseRuntime,
  sqlite: SqliteUrls,
  signal: AbortSignal,
): Promise<CrashResult> {
  const [sqlJs] = await Promise.all([loadSqlJs(sqlite), runtime.start(signal)]);
  return { kind: "crash", outcome: await runCrash({ experiment, runtime, kernel, sqlJs, signal }) };
}
