// A report is the same bytes wherever it was made: every exercise with its starter, its solutions and its mutants, judged in
// Node and in Chromium; in Firefox every third mutant.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Files } from "../../src/course/model.ts";
import { listExercises, readExercise } from "../../src/course/read-exercise.node.ts";
import { comparableText } from "../../src/grading/report.ts";
import { browserNames, launch, type Browser, type Tab } from "../browsers.ts";
import { FIXTURES } from "../fixture-course.ts";
import { check, loadTests, nodeRuntime, readFingerprints, REPOSITORY } from "../node-grading.ts";
import { checkInTab, maskEngineErrors, openHarness, startGradingHarness, withoutAnswers } from "./grading-harness.ts";
import type { HarnessServer } from "./harness-server.ts";
import { shareFor } from "./share.ts";

const SEED = "equality";
const exercises = [
  ...(await Promise.all((await listExercises(REPOSITORY)).map((id) => readExercise(REPOSITORY, id)))),
  await readExercise(FIXTURES, "tiny-saver"),
];

interface Answer {
  readonly name: string;
  readonly exercise: (typeof exercises)[number];
  readonly files: Files;
}

const right: readonly Answer[] = exercises.flatMap((exercise) => [
  { name: `${exercise.id}: starter`, exercise, files: exercise.starter },
  ...exercise.solutions.map(({ name, files }) => ({ name: `${exercise.id}: ${name}`, exercise, files })),
]);
const wrong: readonly Answer[] = exercises.flatMap((exercise) =>
  exercise.mutants.map(({ name, files }) => ({ name: `${exercise.id}: mutant ${name}`, exercise, files })),
);

const inNode = new Map<string, string>();
let server: HarnessServer;

beforeAll(async () => {
  await using runtime = nodeRuntime();
  for (const { name, exercise, files } of [...right, ...wrong]) {
    const tests = await loadTests(exercise);
    const fingerprints = readFingerprints(exercise);
    inNode.set(name, comparableText(await check({ exercise, tests, files, runtime, fingerprints, seed: SEED })));
  }
  server = await startGradingHarness(exercises);
});
afterAll(() => server[Symbol.asyncDispose]());

test("the mask takes nothing but the words of engine errors", () => {
  const text = '{"error": "TypeError: x is \\"not\\" it", "error": "MyError: TypeError: x", "what": "a TypeError: b"}';
  expect(maskEngineErrors(text)).toBe(
    '{"error": "‹engine error›", "error": "MyError: TypeError: x", "what": "a TypeError: b"}',
  );
});

// The two browsers at once, for each mostly waits; in each of them one test after another.
const ONE_BY_ONE = { concurrent: false };
describe.concurrent.each(browserNames)("in %s", (browserName) => {
  let browser: Browser;
  let tab: Tab;
  beforeAll(async () => {
    browser = await launch(browserName);
    tab = await browser.newTab();
    await openHarness(tab, server);
  });
  afterAll(() => browser.close());
  const mask = browserName === "firefox" ? maskEngineErrors : (text: string) => text;

  test.for([...right, ...shareFor(browserName, wrong, 3)])("$name", ONE_BY_ONE, async ({ name, exercise, files }) => {
    const fingerprints = readFingerprints(exercise);
    const request = { exercise: withoutAnswers(exercise), files, author: null, seed: SEED, fingerprints };
    const report = await checkInTab(tab, request);
    expect(report.made.host).toBe("worker");
    expect(mask(comparableText(report))).toBe(mask(inNode.get(name)!));
  });
});
