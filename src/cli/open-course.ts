// What every command that judges needs: the course, the kernel's manifest, a runtime. Misuse is a UsageError, the course's faults are data.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ConformanceTest } from "@forkpoint/conformance";
import { CourseError } from "../course/course-error.ts";
import type { ExerciseFolder, Fingerprint } from "../course/model.ts";
import { listExercises, readExercise } from "../course/read-exercise.node.ts";
import type { Kernel } from "../grading/kernel.ts";

/** The folder with this program, which is also the course unless another is named. */
export const HOME = path.resolve(import.meta.dirname, "../..");

/** For commander. */
export const COURSE_OPTION = [
  "--course <folder>",
  "the folder with exercises/, solutions/ and lessons/",
  HOME,
] as const;

/** The command line asked for something that cannot be: exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

export async function readKernel(): Promise<Kernel> {
  const file = path.join(HOME, ".build/vendor/manifest.json");
  try {
    return JSON.parse(await readFile(file, "utf8")) as Kernel;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new UsageError(`the libraries for guests have not been built: run "npm run vendor" (${file} is missing)`);
  }
}

/** Throws `UsageError` for an unknown id and `CourseError` for a broken folder. */
export async function openExercise(root: string, id: string): Promise<ExerciseFolder> {
  const known = await listExercises(root);
  if (!known.includes(id)) throw new UsageError(`there is no exercise "${id}": there is ${known.join(", ") || "none"}`);
  return readExercise(root, id);
}

export interface ExerciseTests {
  readonly visible: readonly ConformanceTest[];
  readonly hidden: readonly ConformanceTest[];
}

/** The tests are the course's own programs: they are imported, as submissions never are. */
export async function loadTests(exercise: ExerciseFolder): Promise<ExerciseTests> {
  return { visible: await loadFile(exercise.tests.visible), hidden: await loadFile(exercise.tests.hidden) };
}

async function loadFile(file: string): Promise<readonly ConformanceTest[]> {
  try {
    const { tests } = (await import(pathToFileURL(file).href)) as { tests?: readonly ConformanceTest[] };
    return tests ?? [];
  } catch (error) {
    const what = `it could not be loaded: ${error instanceof Error ? error.message : String(error)}`;
    const fault = { code: "COURSE_FILE_UNREADABLE", file, key: "", what, todo: "Mend the file." } as const;
    throw new CourseError([fault]);
  }
}

/** Null where there are none yet. */
export async function readFingerprints(exercise: ExerciseFolder): Promise<readonly Fingerprint[] | null> {
  const file = path.join(exercise.folder, "fingerprints.json");
  try {
    return JSON.parse(await readFile(file, "utf8")) as Fingerprint[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT" || error instanceof SyntaxError) return null;
    throw error;
  }
}
