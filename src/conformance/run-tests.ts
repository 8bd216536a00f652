// Runs tests one after another against fresh subjects of a host, and says of each what became of it.
import { ConformanceError } from "./conformance-error.ts";
import { clearTimeout, setTimeout } from "./host-globals.ts";
import { orderTests } from "./order-tests.ts";
import { showText } from "./show.ts";
import { TestRun } from "./test-run.ts";
import type { ConformanceTest, SubjectHost, TestEvent, TestResult, Verdict } from "./test.ts";

export interface RunOptions {
  /** Random data of a test comes from the seed and the test's id. */
  readonly seed: string;
  /** Time for one test, its fresh subject included. */
  readonly testMs: number;
  /** Aborted: the test in progress and all that follow are `not-run`. */
  readonly signal: AbortSignal;
  /** Told in the order in which tests run, which is the given one but for prerequisites; a test that is not run is only `finished`. */
  onEvent?(event: TestEvent): void;
  now?(): number;
  /** Asked before each test; a reason, as words after "because", leaves the rest `not-run`. */
  stop?(): string | null;
  /**
   * Whether an error means that the host itself broke. It ends the run with a ConformanceError HOST_FAILED instead of
   * becoming a verdict. The host knows its own errors by class; a name could be borrowed by a subject.
   */
  isHostFault?(error: unknown): boolean;
}

const STOPPED = "the run was stopped";

/** The results, in the order of `tests`. What subjects do never rejects; misuse and a broken host do (ConformanceError). */
export async function runTests<S>(
  tests: readonly ConformanceTest<S>[],
  host: SubjectHost<S>,
  options: RunOptions,
): Promise<TestResult[]> {
  const now = options.now ?? Date.now;
  const results = new Map<string, TestResult>();
  for (const test of orderTests(tests)) {
    const because = reasonNotToRun(test, tests, results, options);
    if (because === null) options.onEvent?.({ kind: "started", id: test.id, rule: test.rule });
    const startedAt = now();
    const verdict = because === null ? await runTest(test, host, options) : notRun(because);
    const result: TestResult = { id: test.id, rule: test.rule, points: test.points, verdict };
    results.set(test.id, result);
    options.onEvent?.({ kind: "finished", result, ms: because === null ? now() - startedAt : 0 });
  }
  return tests.map((test) => results.get(test.id)!);
}

function notRun(because: string): Verdict {
  return { status: "not-run", because };
}

function reasonNotToRun<S>(
  test: ConformanceTest<S>,
  tests: readonly ConformanceTest<S>[],
  results: ReadonlyMap<string, TestResult>,
  options: RunOptions,
): string | null {
  if (options.signal.aborted) return STOPPED;
  const reason = options.stop?.() ?? null;
  if (reason !== null) return showText(reason);
  for (const id of test.after ?? []) {
    const { rule, verdict } = results.get(id)!;
    // The reason of a prerequisite that was not run itself is handed on, so that the first cause is named.
    if (verdict.status === "not-run") return verdict.because;
    if (verdict.status !== "passed") return `“${showText(rule)}” did not pass`;
  }
  return null;
}

async function runTest<S>(test: ConformanceTest<S>, host: SubjectHost<S>, options: RunOptions): Promise<Verdict> {
  const run = new TestRun(host, `${options.seed}/${test.id}`);
  const interruption = interrupted(options);
  const attempt = attemptTest(test, host, run, options);
  const outcome = await Promise.race([attempt, interruption.promise]).catch((error: unknown) => {
    interruption.cancel();
    throw error;
  });
  interruption.cancel();
  if (outcome.status === "timed-out" || outcome.status === "not-run") run.abandon();
  await endTest(host, outcome);
  return outcome;
}

/** The verdict that ends a test from outside: its time is up, or the run is stopped. */
function interrupted(options: RunOptions): { promise: Promise<Verdict>; cancel(): void } {
  let cancel = () => {};
  const promise = new Promise<Verdict>((resolve) => {
    const stop = () => resolve(notRun(STOPPED));
    const timer = setTimeout(() => resolve({ status: "timed-out", afterMs: options.testMs }), options.testMs);
    options.signal.addEventListener("abort", stop);
    cancel = () => {
      clearTimeout(timer);
      options.signal.removeEventListener("abort", stop);
    };
  });
  return { promise, cancel: () => cancel() };
}

async function attemptTest<S>(
  test: ConformanceTest<S>,
  host: SubjectHost<S>,
  run: TestRun<S>,
  options: RunOptions,
): Promise<Verdict> {
  try {
    const subject = await host.fresh(run.signal);
    await test.run(subject, run);
  } catch (error) {
    if (options.isHostFault?.(error)) throw hostFailed(error);
    return run.verdict({ error });
  }
  return run.verdict(null);
}

async function endTest<S>(host: SubjectHost<S>, outcome: Verdict): Promise<void> {
  const wasInterrupted = outcome.status === "timed-out" || outcome.status === "not-run";
  try {
    await host.end(wasInterrupted ? "timed-out" : "finished");
  } catch (error) {
    throw hostFailed(error);
  }
}

function hostFailed(cause: unknown): ConformanceError {
  const message = cause instanceof Error ? cause.message : String(cause);
  return new ConformanceError("HOST_FAILED", `the place where tests run broke: ${message}`, { cause });
}
