// Nothing that a submission tries earns a point, ends the judge, or keeps it waiting. Every trick has its committed report.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import type { TraceEvent } from "../../src/runtimes/runtime.ts";
import { readExercise } from "../../src/course/read-exercise.node.ts";
import { FIXTURES } from "../fixture-course.ts";
import { check, loadTests, nodeRuntime, REPOSITORY } from "../node-grading.ts";
import { comparedText, expectedText, readCorpus, updateExpected } from "./read-corpus.ts";

const corpus = readCorpus();
const exercise = await readExercise(FIXTURES, "tiny-saver");
const tests = await loadTests(exercise);
const runtime = nodeRuntime();
afterAll(() => runtime[Symbol.asyncDispose]());

/** Starting two guests, running out of time twice, and a slow machine. */
const BOUND_MS = exercise.limits.totalMs + 10_000;

test("every trick says what it tries", () => {
  expect(corpus.length).toBeGreaterThanOrEqual(28);
  for (const { name, tries } of corpus) expect(tries, name).toMatch(/^(to|never) /);
});

test.for(corpus)("$name: no points, in time, with its committed report", async (cheat) => {
  const seen: TraceEvent[] = [];
  const started = performance.now();
  const report = await check({
    exercise,
    tests,
    runtime,
    files: { "saver.ts": cheat.source },
    onEvent: (event) => event.kind === "trace" && seen.push(event.event),
  });
  expect(performance.now() - started).toBeLessThan(BOUND_MS);
  expect(report.score).toEqual({ earned: 0, possible: 12 });
  expect(report.results.filter(({ verdict }) => verdict.status === "passed")).toEqual([]);
  expect(JSON.stringify(seen)).not.toMatch(/STOLEN|root:x:0/);
  const now = comparedText(cheat, report);
  updateExpected(cheat, now);
  expect(now).toBe(expectedText(cheat));
});

test("control: in the same harness an honest solution earns everything", async () => {
  for (const { files } of exercise.solutions) {
    const report = await check({ exercise, tests, runtime, files });
    expect(report.score).toEqual({ earned: 12, possible: 12 });
  }
});

const FOOLS_THE_NAIVE = [
  "exit-at-import",
  "exit-in-a-method",
  "forged-output",
  "patched-verdicts",
  "memory-saver-by-name",
  "memory-saver-by-search",
  "memory-saver-when-running",
  "solution-by-import",
  "tests-by-import",
];

test.for(FOOLS_THE_NAIVE)("control: %s works against a grader in the same program", (name) => {
  const folder = naiveFolder(name, corpus.find((cheat) => cheat.name === name)!.source);
  const script = path.join(import.meta.dirname, "naive-grader.ts");
  const { status, stdout } = spawnSync(process.execPath, ["--conditions=source", "--no-warnings", script, folder], {
    encoding: "utf8",
    timeout: 30_000,
  });
  const last = stdout.trim().split("\n").at(-1) ?? "";
  const passed = Number(/^\{"passed":(\d+)/.exec(last)?.[1] ?? 0);
  // What a script would believe: the exit code, or the last line.
  expect(status === 0 || passed > 0, `exit code ${status}, ${last}`).toBe(true);
  rmSync(folder, { recursive: true });
});

/** As a repository for students looks: the submission beside tests and solutions. Inside ours, for its libraries. */
function naiveFolder(name: string, source: string): string {
  const root = path.join(REPOSITORY, ".build/naive-grader", name);
  cpSync(FIXTURES, root, { recursive: true });
  const folder = path.join(root, "exercises/tiny-saver/submission");
  mkdirSync(folder, { recursive: true });
  cpSync(path.join(root, "exercises/tiny-saver/starter/main.ts"), path.join(folder, "main.ts"));
  writeFileSync(path.join(folder, "saver.ts"), source);
  return folder;
}
