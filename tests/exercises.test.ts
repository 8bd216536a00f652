// Every exercise of the course judges rightly: what `forkpoint verify` proves, proved in every run of the tests.
import { afterAll, expect, test } from "vitest";
import { findUnfinished } from "../src/course/find-unfinished.node.ts";
import { readCourse } from "../src/course/read-course.node.ts";
import { readExercise } from "../src/course/read-exercise.node.ts";
import { verifyExercise } from "../src/grading/verify-exercise.ts";
import { loadTests, nodeRuntime, readFingerprints, readKernel, REPOSITORY } from "./node-grading.ts";

const { exercises, modules } = await readCourse(REPOSITORY);
const lessons = modules.flatMap((module) => module.lessons.map(({ id }) => id));
const runtime = nodeRuntime();
afterAll(() => runtime[Symbol.asyncDispose]());

test("there are exercises to verify", () => {
  expect(exercises.length).toBeGreaterThanOrEqual(3);
});

test.for(exercises)("%s judges rightly", { timeout: 180_000 }, async (id) => {
  expect(await findUnfinished(REPOSITORY, id)).toEqual([]);
  const exercise = await readExercise(REPOSITORY, id);
  expect(lessons).toContain(exercise.lesson);
  const { findings } = await verifyExercise({
    exercise,
    tests: await loadTests(exercise),
    fingerprints: readFingerprints(exercise),
    runtime,
    kernel: readKernel(),
    signal: new AbortController().signal,
  });
  expect(findings).toEqual([]);
});
