// The files of one author, named on the command line: a folder, a zip archive, or the one file that the exercise asks for.
import { realpath, stat } from "node:fs/promises";
import path from "node:path";
import type { Exercise, Files } from "../course/model.ts";
import { readOwnBytes, readOwnText } from "../course/read-own-bytes.node.ts";
import { isZip, MAX_ZIP_BYTES, readAuthorZip } from "../course/read-zipped.node.ts";
import { Refusal, type Wanted, wantedOf } from "../course/submission.ts";
import { UsageError } from "./open-course.ts";

/** Throws `UsageError` when there is nothing that can be taken. */
export async function readOneSubmission(from: string, exercise: Exercise): Promise<Files> {
  const wanted = wantedOf(exercise);
  const there = await stat(from).catch(() => null);
  if (!there) throw new UsageError(`--files ${from} is not there`);
  // Whoever checks named it, so that it may be a link; nothing in it may.
  const at = await realpath(from);
  try {
    const files = there.isDirectory() ? await readFolder(at, wanted) : await readFile(at, wanted);
    if (Object.keys(files).length > 0) return files;
    throw new UsageError(`--files ${from} holds none of the files of ${exercise.id}: ${wanted.editable.join(", ")}`);
  } catch (error) {
    throw error instanceof Refusal ? new UsageError(`--files ${from}: ${error.message}`) : error;
  }
}

async function readFolder(folder: string, { editable }: Wanted): Promise<Files> {
  const files: Record<string, string> = {};
  for (const name of editable) {
    const text = await readOwnText(folder, name).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
      throw error;
    });
    if (text !== null) files[name] = text;
  }
  return files;
}

async function readFile(file: string, wanted: Wanted): Promise<Files> {
  const [folder, name] = [path.dirname(file), path.basename(file)];
  if (isZip(name)) return (await readAuthorZip("", await readOwnBytes(folder, name, MAX_ZIP_BYTES), wanted)).files;
  if (wanted.single) return { [wanted.single]: await readOwnText(folder, name) };
  throw new UsageError(`the exercise has several files: give --files the folder with ${wanted.editable.join(", ")}`);
}
