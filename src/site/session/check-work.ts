// Check, in the judge worker: only now are the hidden tests fetched.
import { checkSubmission, type CheckEvent } from "../../grading/check-submission.ts";
import type { ExerciseRuntime } from "../../runtimes/runtime.ts";
import { compileProblems } from "./compile-problems.ts";
import { loadTests } from "./course-code.ts";
import { kernel } from "./kernel.ts";
import type { CheckResult, Work, WorkEvent } from "./protocol.ts";

export async function checkWork(
  { exercise, files, seed }: Extract<Work, { kind: "check" }>,
  runtime: ExerciseRuntime,
  signal: AbortSignal,
  tell: (event: WorkEvent) => void,
): Promise<CheckResult> {
  tell({ kind: "step", step: "loading the tests" });
  const { tests, fingerprints } = await loadTests(exercise.id);
  const planned = [
    ...tests.visible.map(({ id, rule }) => ({ id, rule, visible: true })),
    ...tests.hidden.map(({ id, rule }) => ({ id, rule, visible: false })),
  ];
  let isPlanned = false;
  const onEvent = (event: CheckEvent) => {
    if (event.kind === "step") return tell({ kind: "step", step: event.step });
    if (event.kind === "trace") return;
    if (!isPlanned) tell({ kind: "plan", tests: planned });
    isPlanned = true;
    tell({ kind: "test", event });
  };
  const submission = { exercise, tests, fingerprints, files, author: null, runtime, kernel, seed, signal, onEvent };
  const report = await checkSubmission(submission);
  if (report.problem?.code !== "COMPILE_FAILED") return { kind: "check", report, problems: [] };
  const roots = Object.keys(exercise.starter).filter((path) => path !== exercise.run);
  return { kind: "check", report, problems: compileProblems(exercise, files, roots) };
}
