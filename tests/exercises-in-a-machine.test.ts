// The exercises judge in the portable tier as they do in Node: solutions pass, and each mutant fails where its fingerprint says.
// A fixed few of them here, all of them with FORKPOINT_ALL=1, which takes about ten minutes.
import { expect, test } from "vitest";
import { readCourse } from "../src/course/read-course.node.ts";
import { readExercise } from "../src/course/read-exercise.node.ts";
import { exerciseJudgement } from "./exercise-judgement.ts";
import { readFingerprints, REPOSITORY } from "./node-grading.ts";

/** The quickest; which ones does not matter, as long as they have mutants. */
const A_FEW = ["do-not-mutate"];

const { exercises: ids } = await readCourse(REPOSITORY);
const all = await Promise.all(ids.map((id) => readExercise(REPOSITORY, id)));
const able = all.filter(({ needs }) => needs.length === 0);
const judged = process.env.FORKPOINT_ALL === "1" ? able : able.filter(({ id }) => A_FEW.includes(id));

test("the few are exercises of the course", () => {
  expect(able.length).toBeGreaterThan(20);
  expect(judged.length).toBeGreaterThanOrEqual(A_FEW.length);
});

const expectToJudgeRightly = await exerciseJudgement(REPOSITORY, "portable");

test.for(judged)("$id judges rightly in a language machine", { timeout: 600_000 }, async (exercise) => {
  expect(readFingerprints(exercise).length).toBeGreaterThan(0);
  await expectToJudgeRightly(exercise);
});
