// What a batch is judged by: an exercise of the course, or that of a team's own pack.
import { createHash, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { ExerciseFolder, Fingerprint } from "../course/model.ts";
import { type ExerciseHashes, hashExercise } from "../results/hash-exercise.node.ts";
import { type ExerciseTests, HOME, loadTests, openExercise, readFingerprints, UsageError } from "./open-course.ts";
import { type Pack, readPack } from "./pack-file.ts";

export interface SubjectOptions {
  readonly course: string;
  readonly exercise: string | null;
  /** Folder of a pack; graded in verified mode. */
  readonly pack: string | null;
}

export interface Subject {
  readonly exercise: ExerciseFolder;
  readonly tests: ExerciseTests;
  readonly fingerprints: readonly Fingerprint[];
  readonly hashes: ExerciseHashes;
  /** Null = not in verified mode. */
  readonly pack: Pack | null;
}

export interface Seed {
  readonly secret: string;
  /** What may be written down: in verified mode a hash by which the team finds the seed in its pack. */
  readonly shown: string;
}

export async function openSubject({ course, exercise, pack: folder }: SubjectOptions): Promise<Subject> {
  if (folder !== null && exercise !== null)
    throw new UsageError("--pack says which exercise it is: leave out --exercise");
  const pack = folder === null ? null : await readPack(folder);
  const id = pack?.exercise ?? exercise;
  if (id === null) throw new UsageError("say what the submissions answer: --exercise <id>, or --pack <folder>");
  const opened = await openExercise(folder ?? course, id);
  return {
    exercise: opened,
    tests: await loadTests(opened),
    fingerprints: (await readFingerprints(opened)) ?? [],
    hashes: await hashExercise(opened.folder),
    pack,
  };
}

/** `shownBefore`: that of the batch that goes on; null = there is none. Throws `UsageError`. */
export function chooseSeed(pack: Pack | null, wanted: string | null, shownBefore: string | null): Seed {
  if (pack === null) {
    const secret = wanted ?? shownBefore ?? randomBytes(6).toString("hex");
    return { secret, shown: secret };
  }
  if (wanted !== null) throw new UsageError("a pack has seeds of its own: leave out --seed");
  const seeds = pack.seeds.map((secret) => ({ secret, shown: shownSeed(secret) }));
  // One for a whole batch: everybody in it has the same data.
  return seeds.find(({ shown }) => shown === shownBefore) ?? seeds[randomBytes(4).readUInt32BE() % seeds.length]!;
}

export function shownSeed(secret: string): string {
  return `sha256:${createHash("sha256").update(secret).digest("hex")}`;
}

/** The version of this program and of the course that comes with it. */
export async function readEdition(): Promise<string> {
  return (JSON.parse(await readFile(path.join(HOME, "package.json"), "utf8")) as { version: string }).version;
}
