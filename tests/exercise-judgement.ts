// What `forkpoint verify` proves of an exercise, as an expectation.
import { afterAll, expect } from "vitest";
import type { ExerciseFolder, Tier } from "../src/course/model.ts";
import { findUnfinished } from "../src/course/find-unfinished.node.ts";
import { readClaimIds } from "../src/course/read-claims.node.ts";
import { readCourse } from "../src/course/read-course.node.ts";
import { verifyExercise } from "../src/grading/verify-exercise.ts";
import { openTier } from "../src/runtimes/node/tiers.node.ts";
import { ReusedGuests } from "../src/runtimes/reuse-guests.ts";
import { loadTests, readFingerprints, readKernel, REPOSITORY } from "./node-grading.ts";

/** What the exercises of a deck name as their lesson: they belong to none. */
const DECK_LESSON = "deck/core";

/** Fails unless the exercise is finished, belongs to a lesson of the course, and judges rightly. */
export type ExpectToJudgeRightly = (exercise: ExerciseFolder) => Promise<void>;

/** Of the course, or of the deck that lies at `root`; in that tier. Guests are ended behind the last test of the file that calls this. */
export async function exerciseJudgement(root = REPOSITORY, tier: Tier = "strong"): Promise<ExpectToJudgeRightly> {
  const isCourse = root === REPOSITORY;
  const claims = await readClaimIds(REPOSITORY);
  const { modules } = await readCourse(REPOSITORY);
  const lessons = isCourse ? modules.flatMap((module) => module.lessons.map(({ id }) => id)) : [DECK_LESSON];
  const inner = openTier(tier);
  const runtime = new ReusedGuests(inner);
  afterAll(async () => {
    await runtime[Symbol.asyncDispose]();
    await inner[Symbol.asyncDispose]();
  });

  return async (exercise) => {
    expect(await findUnfinished(root, exercise.id)).toEqual([]);
    expect(lessons).toContain(exercise.lesson);
    const { findings } = await verifyExercise({
      exercise,
      tests: await loadTests(exercise),
      fingerprints: readFingerprints(exercise),
      claims,
      runtime,
      kernel: readKernel(),
      signal: new AbortController().signal,
    });
    expect(findings, findings.map(({ where, what }) => `${where} ${what}`).join("; ")).toEqual([]);
  };
}
