// Judges one submission: compiles it, runs it in a guest, and folds what the tests saw into a report. Knows no concrete runtime.
import {
  ConformanceError,
  type ConformanceTest,
  runTests,
  type TestEvent,
  type TestResult,
} from "@forkpoint/conformance";
import type { Exercise, Files, Fingerprint, Problem, Report } from "../course/model.ts";
import { PortError, RemoteError } from "../port/errors.ts";
import type { ExerciseRuntime, Guest, TraceEvent } from "../runtimes/runtime.ts";
import { diagnose } from "./diagnose.ts";
import { GuestHost, GuestUnavailable } from "./guest-host.ts";
import type { Kernel } from "./kernel.ts";
import { loadProblem } from "./load-problem.ts";
import { prepareJob } from "./prepare-job.ts";
import { becauseOf, courseProblem, hostProblem } from "./problem.ts";
import { cleanReport } from "./report.ts";
import { score } from "./score.ts";

export interface SubmissionCheck {
  readonly exercise: Exercise;
  readonly tests: { readonly visible: readonly ConformanceTest[]; readonly hidden: readonly ConformanceTest[] };
  readonly fingerprints: readonly Fingerprint[];
  readonly files: Files;
  readonly author: string | null;
  readonly runtime: ExerciseRuntime;
  readonly kernel: Kernel;
  readonly seed: string;
  readonly signal: AbortSignal;
  onEvent?(event: CheckEvent): void;
}

export type CheckEvent =
  TestEvent | { readonly kind: "step"; readonly step: string } | { readonly kind: "trace"; readonly event: TraceEvent };

/** A submission that ends two guests, or lets two run out of time, is not given more: it would only take longer. */
const MOST_STRIKES = 2;

interface Judgement {
  readonly results: readonly TestResult[];
  readonly problem: Problem | null;
}

/** What the submission does never rejects. Rejects with the signal's reason when it is aborted. */
export async function checkSubmission(check: SubmissionCheck): Promise<Report> {
  const started = performance.now();
  const testMs: Record<string, number> = {};
  const { results, problem } = await judge(check, (event) => {
    if (event.kind === "finished") testMs[event.result.id] = Math.round(event.ms);
    check.onEvent?.(event);
  });
  check.signal.throwIfAborted();
  const judged = problem === null || problem.blame === "submission";
  return cleanReport({
    format: 1,
    exercise: check.exercise.id,
    author: check.author,
    pins: check.kernel.pins,
    seed: check.seed,
    results,
    score: judged ? score(results) : null,
    diagnosis: problem ? null : diagnose(results, check.fingerprints),
    problem,
    made: {
      host: check.runtime.name,
      isolation: check.runtime.isolation,
      tier: check.runtime.tier,
      totalMs: Math.round(performance.now() - started),
      testMs,
    },
  });
}

async function judge(check: SubmissionCheck, onEvent: (event: CheckEvent) => void): Promise<Judgement> {
  const tests = [...check.tests.visible, ...check.tests.hidden];
  const { exercise, runtime, signal } = check;
  const prepared = prepareJob(exercise, check.files, judgedFiles(exercise), check.kernel);
  if ("problem" in prepared) return notRun(tests, prepared.problem);
  const opened = await openGuest(runtime, prepared.job, signal, onEvent);
  if ("problem" in opened) return notRun(tests, opened.problem);
  await using guest = opened.guest;
  guest.onTrace((event) => onEvent({ kind: "trace", event }));
  const problem = await loadProblem(guest, exercise, signal);
  if (problem) return notRun(tests, problem);
  // Waited for here: the guest is disposed of when this function returns.
  return await judgeByTests(tests, guest, check, onEvent);
}

/** Tests may ask for any file of the exercise, imported by the entry or not; but Run's file is for trying things out. */
function judgedFiles({ entry, run, given, starter }: Exercise): string[] {
  const others = Object.keys(starter).filter((name) => name !== entry && (name !== run || given.includes(run)));
  return [entry, ...others];
}

async function openGuest(
  runtime: ExerciseRuntime,
  job: Parameters<ExerciseRuntime["open"]>[0],
  signal: AbortSignal,
  onEvent: (event: CheckEvent) => void,
): Promise<{ guest: Guest } | { problem: Problem }> {
  try {
    await runtime.start(signal, (step) => onEvent({ kind: "step", step }));
    return { guest: await runtime.open(job, signal) };
  } catch (error) {
    signal.throwIfAborted();
    return { problem: hostProblem(error) };
  }
}

async function judgeByTests(
  tests: readonly ConformanceTest[],
  guest: Guest,
  { exercise, seed, signal }: SubmissionCheck,
  onEvent: (event: TestEvent) => void,
): Promise<Judgement> {
  const { testMs, totalMs } = exercise.limits;
  const host = new GuestHost(guest, exercise.entry, signal);
  const started = performance.now();
  const stop = () => {
    if (host.strikes >= MOST_STRIKES) return "two tests ran out of time or ended the program";
    return performance.now() - started > totalMs ? "the time for all tests together was up" : null;
  };
  try {
    const options = { seed, testMs, signal, onEvent, stop, now: () => performance.now(), isHostFault };
    return { results: await runTests(tests.map(readingCarefully), host, options), problem: null };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof ConformanceError)) throw error;
    const cause = error.cause instanceof GuestUnavailable ? hostProblem(error.cause) : courseProblem(causeOf(error));
    return notRun(tests, cause);
  }
}

/** A name that does not exist can only be missing in the test itself: whatever a guest answers arrives as a value. */
class TestFault extends Error {
  override readonly name = "TestFault";
}

/** What an honest test throws when it takes an answer of the wrong shape apart. */
class UnreadableAnswer extends Error {
  override readonly name = "UnreadableAnswer";
}

function isHostFault(error: unknown): boolean {
  return error instanceof GuestUnavailable || error instanceof TestFault || error instanceof ConformanceError;
}

/** The test, with the errors of its own code told apart from those of the submission. */
function readingCarefully(test: ConformanceTest): ConformanceTest {
  return {
    ...test,
    async run(subject, t) {
      try {
        await test.run(subject, t);
      } catch (error) {
        if (error instanceof RemoteError || error instanceof PortError || error instanceof ConformanceError)
          throw error;
        if (error instanceof GuestUnavailable) throw error;
        if (error instanceof ReferenceError || error instanceof SyntaxError)
          throw new TestFault(`the test “${test.id}” is broken: ${error.message}`, { cause: error });
        const told = error instanceof Error ? error.message : String(error);
        throw new UnreadableAnswer(`the test could not read what your code returned (${told})`, { cause: error });
      }
    },
  };
}

function causeOf(error: ConformanceError): string {
  return error.cause instanceof Error ? error.cause.message : error.message;
}

function notRun(tests: readonly ConformanceTest[], problem: Problem): Judgement {
  const verdict = { status: "not-run", because: becauseOf(problem) } as const;
  return { results: tests.map(({ id, rule, points }) => ({ id, rule, points, verdict })), problem };
}
