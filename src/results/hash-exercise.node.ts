// Which edition of an exercise a result is about: hashes over its folder.
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Files } from "../course/model.ts";
import { listFiles } from "../course/read-text.node.ts";
import { hashFiles } from "./hash.ts";

export interface ExerciseHashes {
  /** Over what a learner is given: exercise.yaml, the texts and the starter. */
  readonly exercise: string;
  /** Over everything in tests/, and every other file of the exercise that those import. */
  readonly tests: string;
}

const PUBLIC = /^(exercise\.yaml|prompt\.mdx|hints\.md|starter\/.*)$/;

/** `folder`: the exercise's own. */
export async function hashExercise(folder: string): Promise<ExerciseHashes> {
  const names = await listFiles(folder);
  const read = (chosen: readonly string[]) => readAll(folder, chosen);
  const given = await read(names.filter((name) => PUBLIC.test(name)));
  const tests = await withImports(await read(names.filter((name) => name.startsWith("tests/"))), names, read);
  return { exercise: (await hashFiles(given)).hash, tests: (await hashFiles(tests)).hash };
}

/** The files with whatever of `names` they import, directly or not. */
async function withImports(
  files: Files,
  names: readonly string[],
  read: (chosen: readonly string[]) => Promise<Files>,
): Promise<Files> {
  const imported = Object.entries(files).flatMap(([name, text]) => relativeImports(text).map((to) => join(name, to)));
  const missing = names.filter((name) => imported.includes(name) && !(name in files));
  return missing.length === 0 ? files : withImports({ ...files, ...(await read(missing)) }, names, read);
}

/** What follows `from` or `import` and begins with a dot. One too many changes a hash, but never lets a change go unseen. */
function relativeImports(text: string): string[] {
  return [...text.matchAll(/\b(?:from|import)\s*\(?\s*["'](\.[^"'\n]*)["']/g)].map((match) => match[1]!);
}

function join(from: string, to: string): string {
  return path.posix.join(path.posix.dirname(from), to);
}

/** A checkout may have other line ends; the exercise is the same. */
async function readAll(folder: string, names: readonly string[]): Promise<Files> {
  const texts = names.map(async (name) => [name, await readFile(path.join(folder, name), "utf8")] as const);
  return Object.fromEntries((await Promise.all(texts)).map(([name, text]) => [name, text.replaceAll("\r\n", "\n")]));
}
