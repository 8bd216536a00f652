// Short ways to run a few tests in process and look at their verdicts.
import {
  inProcessHost,
  runTests,
  type ConformanceTest,
  type RunOptions,
  type SubjectHost,
  type TestContext,
  type Verdict,
} from "@forkpoint/conformance";

export type Body = (subject: any, t: TestContext) => unknown;

export function test(id: string, run: Body = () => {}, after?: readonly string[]): ConformanceTest {
  return { id, rule: `the rule of ${id}`, points: 1, after, run: async (subject, t) => void (await run(subject, t)) };
}

export const quick = (): RunOptions => ({ seed: "seed", testMs: 2_000, signal: new AbortController().signal });

export async function verdicts(
  tests: readonly ConformanceTest[],
  options: Partial<RunOptions> = {},
  host: SubjectHost = inProcessHost({ fresh: () => ({}) }),
): Promise<Record<string, Verdict>> {
  const results = await runTests(tests, host, { ...quick(), ...options });
  return Object.fromEntries(results.map(({ id, verdict }) => [id, verdict]));
}

/** The verdict of one test with this body. */
export async function verdictOf(body: Body, options: Partial<RunOptions> = {}, host?: SubjectHost): Promise<Verdict> {
  return (await verdicts([test("only", body)], options, host)).only!;
}

export const passed: Verdict = { status: "passed" };
