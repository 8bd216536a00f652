// Every exercise judges rightly: what `forkpoint verify` proves. That a page judges as this does is in
// tests/browser/exercises.test.ts.
import { expect, test } from "vitest";
import { readCourse } from "../src/course/read-course.node.ts";
import { readExercise } from "../src/course/read-exercise.node.ts";
import { REPOSITORY } from "./node-grading.ts";
import { exerciseJudgement } from "./exercise-judgement.ts";

const { exercises: ids } = await readCourse(REPOSITORY);
/** What needs processes is in exercises-in-processes.test.ts. */
const exercises = (await Promise.all(ids.map((id) => readExercise(REPOSITORY, id)))).filter(
  ({ needs }) => needs.length === 0,
);
const expectToJudgeRightly = await exerciseJudgement();

test("there are such exercises", () => {
  expect(exercises.length).toBeGreaterThanOrEqual(3);
});

test.for(exercises)("$id judges rightly", (exercise) => expectToJudgeRightly(exercise));
