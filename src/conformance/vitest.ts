// Shows conformance tests as tests of Vitest, or of any runner with `describe` and `it`. The runner's functions are
// handed in, so that this package depends on none.
import { AbortController } from "./host-globals.ts";
import { ConformanceError } from "./conformance-error.ts";
import { explainVerdict } from "./explain-verdict.ts";
import { runTests } from "./run-tests.ts";
import type { ConformanceTest, SubjectHost, TestResult } from "./test.ts";

export interface Runner {
  describe(name: string, define: () => void): unknown;
  it(name: string, run: () => Promise<void>, timeoutMs: number): unknown;
}

export interface SuiteOptions {
  readonly seed?: string;
  readonly testMs?: number;
}

/**
 * One `it` for each test. All of them run once, in their own order, when the first is reached; each `it` then passes
 * or throws its verdict in words. A test that was not run throws as well: it has shown nothing.
 */
export function describeConformance<S>(
  name: string,
  tests: readonly ConformanceTest<S>[],
  makeHost: () => SubjectHost<S> | Promise<SubjectHost<S>>,
  runner: Runner,
  options: SuiteOptions = {},
): void {
  if (tests.length === 0) throw new ConformanceError("NO_TESTS", `“${name}” has no tests`);
  const testMs = options.testMs ?? 5_000;
  // Every `it` waits for the tests before its own, and may be the one that starts them all.
  const timeoutMs = testMs * (tests.length + 1) + 5_000;
  let finished: Promise<Map<string, TestResult>> | null = null;
  const resultsOnce = () => (finished ??= runAll(tests, makeHost, options.seed ?? name, testMs));

  runner.describe(name, () => {
    for (const test of tests)
      runner.it(
        `${test.rule} (${test.id})`,
        async () => {
          const { verdict } = (await resultsOnce()).get(test.id)!;
          if (verdict.status !== "passed") throw new Error(explainVerdict(verdict));
        },
        timeoutMs,
      );
  });
}

async function runAll<S>(
  tests: readonly ConformanceTest<S>[],
  makeHost: () => SubjectHost<S> | Promise<SubjectHost<S>>,
  seed: string,
  testMs: number,
): Promise<Map<string, TestResult>> {
  const results = await runTests(tests, await makeHost(), { seed, testMs, signal: new AbortController().signal });
  return new Map(results.map((result) => [result.id, result]));
}
