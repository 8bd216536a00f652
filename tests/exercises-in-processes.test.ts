// The exercises that start processes judge rightly. Apart from the others, which are also compared with pages: each of their
// tests starts a few processes, and all of them together take their time.
import { expect, test } from "vitest";
import { readCourse } from "../src/course/read-course.node.ts";
import { readExercise } from "../src/course/read-exercise.node.ts";
import { REPOSITORY } from "./node-grading.ts";
import { exerciseJudgement } from "./exercise-judgement.ts";

const { exercises: ids } = await readCourse(REPOSITORY);
const exercises = (await Promise.all(ids.map((id) => readExercise(REPOSITORY, id)))).filter(
  ({ needs }) => needs.length > 0,
);
const expectToJudgeRightly = await exerciseJudgement();

test("there are such exercises", () => {
  expect(exercises.length).toBeGreaterThan(0);
});

// A second try, which is told: one test of several processes on a machine with other work decides about a mutant (decision 15).
test.for(exercises)("$id judges rightly", { timeout: 300_000, retry: 1 }, (exercise) => expectToJudgeRightly(exercise));
