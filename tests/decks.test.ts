// The deck of the practice interviews: each item has its exercise, each exercise judges rightly, and each test says which point
// it is about.
import path from "node:path";
import { describe, expect, test } from "vitest";
import { listExercises, readExercise } from "../src/course/read-exercise.node.ts";
import { readDeck } from "../src/interview/read-deck.node.ts";
import { loadTests, REPOSITORY } from "./node-grading.ts";
import { exerciseJudgement } from "./exercise-judgement.ts";

const ROOT = path.join(REPOSITORY, "decks/core");
/** The first items of the curriculum's list. */
const ITEMS = 30;

const deck = await readDeck(ROOT);
const exercises = await Promise.all(deck.items.map(({ exercise }) => readExercise(ROOT, exercise)));
const expectToJudgeRightly = await exerciseJudgement(ROOT);

test("it has its items, each with an exercise of its own", async () => {
  expect(deck.items.map(({ number }) => number)).toEqual(Array.from({ length: ITEMS }, (_, index) => index + 1));
  expect(exercises.map(({ id }) => id).sort()).toEqual(await listExercises(ROOT));
});

test("every kind of question is in it, and half of the items ask for evidence", async () => {
  const kinds = new Set(deck.items.flatMap((item) => item.kinds));
  expect([...kinds].sort()).toEqual(["build", "claims", "counter-example", "evidence", "order", "predict"]);
  const asking = await Promise.all(
    exercises.map(async (one) => (await idsOf(one)).some((id) => id.startsWith("evid"))),
  );
  expect(asking.filter(Boolean).length).toBeGreaterThanOrEqual(ITEMS / 2);
});

describe.each(exercises)("$id", (exercise) => {
  test("names its tests after the point that they are about, and runs in a worker", async () => {
    const ids = await idsOf(exercise);
    expect(ids.filter((id) => !/^(answer|evidence)\//.test(id))).toEqual([]);
    expect(ids.some((id) => id.startsWith("answer/"))).toBe(true);
    expect(exercise.needs).toEqual([]);
  });

  test("judges rightly", () => expectToJudgeRightly(exercise));
});

async function idsOf(exercise: (typeof exercises)[number]): Promise<string[]> {
  const { visible, hidden } = await loadTests(exercise);
  return [...visible, ...hidden].map(({ id }) => id);
}
