// Rules that hold only of implementations which claim a capability. Gated by what is declared, never by a name, and never
// silently: what is not run is reported as not run, with the reason.
import { runTests, type RunOptions } from "../run-tests.ts";
import type { ConformanceTest, SubjectHost, TestResult } from "../test.ts";

export interface GatedTest<Subject, Capability extends string = string> extends ConformanceTest<Subject> {
  /** Run only on a subject that declares all of these. A test needs at least what the tests of its `after` need. */
  readonly needs?: readonly Capability[];
}

export interface Selection<Test> {
  readonly tests: readonly Test[];
  /** `because` completes the sentence "not run because …". */
  readonly withheld: readonly { readonly test: Test; readonly because: string }[];
}

/** The tests that may be run on a subject which declares `declared`. `kind` says in a word what the subject is: "store". */
export function selectDeclared<Test extends GatedTest<any>>(
  tests: readonly Test[],
  declared: readonly string[],
  kind: string,
): Selection<Test> {
  const missing = (test: Test) => (test.needs ?? []).filter((capability) => !declared.includes(capability));
  return {
    tests: tests.filter((test) => missing(test).length === 0),
    withheld: tests
      .filter((test) => missing(test).length > 0)
      .map((test) => ({ test, because: `the ${kind} does not declare ${inWords(missing(test))}` })),
  };
}

/** `runTests` on what is declared; the others come back as `not-run`. Results in the order of `tests`. */
export async function runDeclared<Subject>(
  tests: readonly GatedTest<Subject>[],
  host: SubjectHost<Subject>,
  options: RunOptions & { readonly capabilities: readonly string[]; readonly kind: string },
): Promise<TestResult[]> {
  const { tests: allowed, withheld } = selectDeclared(tests, options.capabilities, options.kind);
  const run = await runTests(allowed, host, options);
  const unrun = withheld.map(({ test: { id, rule, points }, because }): TestResult => {
    return { id, rule, points, verdict: { status: "not-run", because } };
  });
  const byId = new Map([...run, ...unrun].map((result) => [result.id, result]));
  return tests.map(({ id }) => byId.get(id)!);
}

function inWords(names: readonly string[]): string {
  const quoted = names.map((name) => `“${name}”`);
  return quoted.length === 1 ? quoted[0]! : `${quoted.slice(0, -1).join(", ")} and ${quoted.at(-1)}`;
}
