// One claim, in the judge worker: its file is fetched now, and run in a guest as learner code is.
import { runClaims } from "../../grading/run-claims.ts";
import type { ExerciseRuntime } from "../../runtimes/runtime.ts";
import { loadClaims } from "./course-code.ts";
import { kernel } from "./kernel.ts";
import type { ClaimResult, Work, WorkEvent } from "./protocol.ts";

export async function claimWork(
  { id, file }: Extract<Work, { kind: "claim" }>,
  runtime: ExerciseRuntime,
  signal: AbortSignal,
  tell: (event: WorkEvent) => void,
): Promise<ClaimResult> {
  const [files] = await Promise.all([loadClaims(file), runtime.start(signal, (step) => tell({ kind: "step", step }))]);
  tell({ kind: "started" });
  const started = performance.now();
  const result = await runClaims({ file, files, runtime, kernel, signal, only: id });
  const ms = performance.now() - started;
  if ("problem" in result) return { kind: "claim", evidence: null, problem: result.problem, ms };
  const [seen] = result.claims;
  if (!seen) throw new Error(`${file} holds no claim "${id}"`);
  const { holds, problem } = seen;
  return { kind: "claim", evidence: problem ? null : { holds, seen: seen.seen }, problem, ms };
}
