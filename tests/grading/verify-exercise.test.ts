// Each rule of verify, shown by breaking a copy of an exercise that keeps them all.
import type { ConformanceTest } from "@forkpoint/conformance";
import { afterAll, expect, test } from "vitest";
import type { ExerciseFolder, Fingerprint } from "../../src/course/model.ts";
import { readExercise } from "../../src/course/read-exercise.node.ts";
import { type Verified, verifyExercise } from "../../src/grading/verify-exercise.ts";
import { verifyTests } from "../../src/grading/verify-tests.ts";
import { FIXTURES } from "../fixture-course.ts";
import { type ExerciseTests, loadTests, nodeRuntime, readKernel } from "../node-grading.ts";

// Cut down to what the rules need: each verification judges every answer anew.
const whole = await readExercise(FIXTURES, "tiny-saver");
const wholeTests = await loadTests(whole);
const named = (names: readonly string[]) => whole.mutants.filter(({ name }) => names.includes(name));
const good: ExerciseFolder = { ...whole, mutants: named(["drops-writes", "silent"]), hints: [] };
const goodTests: ExerciseTests = {
  visible: wholeTests.visible,
  hidden: wholeTests.hidden.filter(({ id }) => ["writes/pending", "listen/every-put"].includes(id)),
};
const runtime = nodeRuntime();
afterAll(() => runtime[Symbol.asyncDispose]());

interface Broken {
  readonly exercise?: Partial<ExerciseFolder>;
  readonly tests?: Partial<ExerciseTests>;
  readonly fingerprints?: readonly Fingerprint[] | null;
}

function verify({ exercise = {}, tests = {}, fingerprints = null }: Broken = {}): Promise<Verified> {
  return verifyExercise({
    exercise: { ...good, ...exercise },
    tests: { ...goodTests, ...tests },
    fingerprints,
    runtime,
    kernel: readKernel(),
    signal: new AbortController().signal,
  });
}

async function findingsOf(broken: Broken): Promise<string[]> {
  const { findings } = await verify(broken);
  return findings.map(({ code, where, what }) => `${code} ${where}: ${what}`);
}

const [solution, alternative] = good.solutions;
const entryOf = (text: string) => ({ ...good.starter, "saver.ts": text });

test("a good exercise has only its fingerprints to be written, and then nothing", async () => {
  const first = await verify();
  expect(first.findings.map(({ code }) => code)).toEqual(["FINGERPRINTS_STALE"]);
  expect(first.fingerprints?.find(({ mutant }) => mutant === "drops-writes")).toEqual({
    mutant: "drops-writes",
    misconception: "Your code behaves as if only finished steps were worth keeping.",
    failures: { "writes/pending": "failed: the pending writes" },
  });
  const again = await verify({ fingerprints: first.fingerprints });
  expect(again.findings).toEqual([]);
});

test("fingerprints that are not what is seen now are stale", async () => {
  const { fingerprints } = await verify();
  const [one, ...rest] = fingerprints!;
  const altered = [{ ...one!, failures: { "put/comes-back": "timed-out" } }, ...rest];
  expect(await findingsOf({ fingerprints: altered })).toEqual([
    "FINGERPRINTS_STALE exercises/tiny-saver/fingerprints.json: does not say how the mutants fail now",
  ]);
});

test("a solution that fails a test is told with the test, and nothing after it is judged", async () => {
  const wrong = { name: "solution", files: good.mutants[0]!.files };
  const findings = await findingsOf({ exercise: { solutions: [wrong, alternative!] } });
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatch(
    /^SOLUTION_FAILS solutions\/tiny-saver: does not pass: writes\/pending: the pending writes/,
  );
});

test("an alternative that does not compile is told with file and line", async () => {
  const wrong = { name: "alternative", files: entryOf("export class TinySaver {\n  !\n}") };
  const [finding] = await findingsOf({ exercise: { solutions: [solution!, wrong] } });
  expect(finding).toMatch(
    /^SOLUTION_FAILS solutions\/tiny-saver\/alternative: does not pass: cannot be judged: saver\.ts:\d/,
  );
});

test("one solution alone does not show that the tests leave a choice", async () => {
  expect(await findingsOf({ exercise: { solutions: [solution!] } })).toEqual([
    "ALTERNATIVE_MISSING solutions/tiny-saver: there is only one solution",
  ]);
});

test("a starter that passes more or less than it should is told", async () => {
  expect(await findingsOf({ exercise: { starter: solution!.files } })).toContain(
    "STARTER_MISJUDGED exercises/tiny-saver/starter: passes put/comes-back",
  );
  expect(await findingsOf({ exercise: { starterPasses: ["put/comes-back"] } })).toEqual([
    "STARTER_MISJUDGED exercises/tiny-saver/starter: does not pass put/comes-back",
  ]);
});

test("a starter that cannot be loaded is told", async () => {
  expect(
    await findingsOf({ exercise: { starter: entryOf("throw new Error('later'); export class TinySaver {}") } }),
  ).toEqual(["STARTER_MISJUDGED exercises/tiny-saver/starter: cannot be judged: saver.ts:1: Error: later"]);
});

test("a test that functions without a body pass is told", async () => {
  const lazy: ConformanceTest = {
    id: "lazy/nothing",
    rule: "a new saver knows no thread",
    points: 1,
    async run({ TinySaver }, t) {
      t.ok(await new TinySaver(), "there is a saver");
    },
  };
  const tests = { hidden: [...goodTests.hidden, lazy] };
  expect(await findingsOf({ tests, exercise: { starterPasses: ["lazy/nothing"] } })).toEqual([
    "EMPTY_ANSWER_EARNS test lazy/nothing: functions that do nothing pass it",
  ]);
});

test("a mutant that other tests catch than its list says is told, both ways", async () => {
  const mutants = good.mutants.map((mutant) =>
    mutant.name === "silent" ? { ...mutant, caughtBy: ["put/comes-back"] } : mutant,
  );
  expect(await findingsOf({ exercise: { mutants } })).toEqual([
    "MUTANT_MISJUDGED exercises/tiny-saver/mutants/silent: is not caught by put/comes-back, and fails listen/every-put, too",
  ]);
});

test("a mutant that is no mutant is told", async () => {
  const mutants = [
    ...good.mutants,
    { name: "no-change", misconception: "m", files: solution!.files, caughtBy: ["put/comes-back"] },
  ];
  expect(await findingsOf({ exercise: { mutants } })).toEqual([
    "MUTANT_MISJUDGED exercises/tiny-saver/mutants/no-change: is not caught by put/comes-back",
  ]);
});

test("a hidden test that no mutant fails is told", async () => {
  const mutants = good.mutants.filter(({ name }) => name !== "silent");
  expect(await findingsOf({ exercise: { mutants } })).toEqual([
    "TEST_CATCHES_NOTHING test listen/every-put: no mutant fails it",
  ]);
});

test("two mutants that fail alike are advice: a learner would be told of neither", async () => {
  const silent = good.mutants.find(({ name }) => name === "silent")!;
  const broken = { exercise: { mutants: [...good.mutants, { ...silent, name: "mute" }] } };
  const { fingerprints } = await verify(broken);
  const { findings } = await verify({ ...broken, fingerprints });
  expect(findings.map(({ code, where, advice }) => [code, where, advice])).toEqual([
    ["MUTANTS_ALIKE", "exercises/tiny-saver/mutants/silent", true],
    ["MUTANTS_ALIKE", "exercises/tiny-saver/mutants/mute", true],
  ]);
});

const passes = goodTests.visible[0]!;
const invalid: readonly [what: string, broken: Broken, says: string][] = [
  ["no tests", { tests: { visible: [] } }, "exports no tests"],
  ["an id that is none", { tests: { visible: [{ ...passes, id: "Comes back" }] } }, 'a test has the id "Comes back"'],
  ["an id twice", { tests: { visible: [passes, passes] } }, "two tests have the id “put/comes-back”"],
  ["no rule", { tests: { visible: [{ ...passes, rule: " " }] } }, "put/comes-back has no rule"],
  ["no points", { tests: { visible: [{ ...passes, points: 0 }] } }, "put/comes-back has no points"],
  [
    "a prerequisite that is not there",
    { tests: { visible: [{ ...passes, after: ["a/b"] }] } },
    "“a/b”, which is not in this run",
  ],
  [
    "a hint on no test",
    { exercise: { hints: [{ test: "a/b", level: 1, text: "x" }] } },
    "names a test that is not there: a/b",
  ],
  ["starterPasses on no test", { exercise: { starterPasses: ["a/b"] } }, "names a test that is not there: a/b"],
];

test.each(invalid)("%s is told before anything is run", (_, { exercise = {}, tests = {} }, says) => {
  const findings = verifyTests({ ...good, ...exercise }, { ...goodTests, ...tests });
  expect(findings.map(({ what }) => what).join("\n")).toContain(says);
});
