// What `forkpoint verify` proves of an exercise, for the tests that ask for it.
import { afterAll, expect } from "vitest";
import type { ExerciseFolder } from "../src/course/model.ts";
import { findUnfinished } from "../src/course/find-unfinished.node.ts";
import { readClaimIds } from "../src/course/read-claims.node.ts";
import { readCourse } from "../src/course/read-course.node.ts";
import { verifyExercise, type Verified } from "../src/grading/verify-exercise.ts";
import { ReusedGuests } from "../src/runtimes/reuse-guests.ts";
import { loadTests, nodeRuntime, readFingerprints, readKernel, REPOSITORY } from "./node-grading.ts";

/** What the exercises of a deck name as their lesson: they belong to none. */
const DECK_LESSON = "deck/core";

export interface VerifiedExercises {
  /** Each exercise once, one after another, whoever asks. */
  verify(exercise: ExerciseFolder): Promise<Verified>;
  /** Fails unless the exercise is finished, belongs to a lesson of the course, and judges rightly. */
  expectToJudgeRightly(exercise: ExerciseFolder): Promise<void>;
}

/** Of the course, or of the deck that lies at `root`. Guests are ended behind the last test of the file that calls this. */
export async function verifiedExercises(root = REPOSITORY): Promise<VerifiedExercises> {
  const isCourse = root === REPOSITORY;
  const claims = await readClaimIds(REPOSITORY);
  const { modules } = await readCourse(REPOSITORY);
  const lessons = isCourse ? modules.flatMap((module) => module.lessons.map(({ id }) => id)) : [DECK_LESSON];
  const runtime = nodeRuntime();
  afterAll(() => runtime[Symbol.asyncDispose]());
  const verified = new Map<string, Promise<Verified>>();
  let last: Promise<unknown> = Promise.resolve();

  async function verifyNow(exercise: ExerciseFolder): Promise<Verified> {
    await using guests = new ReusedGuests(runtime);
    return await verifyExercise({
      exercise,
      tests: await loadTests(exercise),
      fingerprints: readFingerprints(exercise),
      claims,
      runtime: guests,
      kernel: readKernel(),
      signal: new AbortController().signal,
    });
  }

  function verify(exercise: ExerciseFolder): Promise<Verified> {
    const known = verified.get(exercise.id);
    if (known) return known;
    const verifying = last.then(() => verifyNow(exercise));
    // Whoever asks again then means it.
    const forget = () => verified.delete(exercise.id);
    verifying.then(({ findings }) => findings.length > 0 && forget(), forget);
    last = verifying.catch(() => undefined);
    verified.set(exercise.id, verifying);
    return verifying;
  }

  return {
    verify,
    async expectToJudgeRightly(exercise) {
      expect(await findUnfinished(root, exercise.id)).toEqual([]);
      expect(lessons).toContain(exercise.lesson);
      expect((await verify(exercise)).findings).toEqual([]);
    },
  };
}
