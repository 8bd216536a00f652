// A folder of submissions: one sub-folder for each author, or one file for each where the exercise has a single file to edit.
// The names, links and sizes in there are whatever somebody sent. Only the exercise's own files are opened, and no link is followed.
import type { Dirent } from "node:fs";
import { constants, lstat, open, opendir, realpath } from "node:fs/promises";
import path from "node:path";
import type { Exercise, Files } from "./model.ts";
import { decodeText, MAX_FILE_BYTES } from "./read-text.node.ts";

export interface Submission {
  /** The name of the folder or file, as it is: clean it before it is shown. */
  readonly author: string;
  readonly files: Files;
  /** Harmless things that were left out. */
  readonly notes: readonly string[];
}

export interface RefusedSubmission {
  readonly author: string;
  /** Why nothing of it was taken. */
  readonly refused: string;
}

export interface SubmissionsFolder {
  /** In alphabetical order of their authors. */
  readonly submissions: readonly (Submission | RefusedSubmission)[];
  /** Entries of the folder that are no submission. */
  readonly skipped: readonly string[];
}

/** More entries than this in one folder is no submission of a few files. */
const MAX_ENTRIES = 500;
const MAX_NOTES = 20;

/** Throws `Error` when the folder itself cannot be read. */
export async function readSubmissions(folder: string, exercise: Exercise): Promise<SubmissionsFolder> {
  const editable = Object.keys(exercise.starter).filter((name) => !exercise.given.includes(name));
  // Run's file is there for trying things out, and need not be handed in.
  const asked = editable.filter((name) => name !== exercise.run || name === exercise.entry);
  const single = asked.length === 1 ? asked[0]! : null;
  const submissions: (Submission | RefusedSubmission)[] = [];
  const skipped: string[] = [];
  for (const { name } of await entriesOf(folder, Infinity)) {
    const at = path.join(folder, name);
    const stat = await lstat(at);
    if (stat.isSymbolicLink()) submissions.push({ author: name, refused: "it is a link" });
    else if (name.startsWith(".")) skipped.push(name);
    else if (stat.isDirectory())
      submissions.push(await orRefused(name, () => readFolder(name, at, exercise, editable)));
    else if (single && name.endsWith(".ts") && !name.endsWith(".d.ts"))
      submissions.push(await orRefused(authorOf(name), () => readSingle(name, folder, single)));
    else skipped.push(name);
  }
  const byAuthor = (a: { author: string }, b: { author: string }) =>
    a.author < b.author ? -1 : a.author > b.author ? 1 : 0;
  return { submissions: refuseTwins(submissions.sort(byAuthor)), skipped };
}

/** The folder `ada` and the file `ada.ts` are two submissions of one author: the first one counts. */
function refuseTwins(sorted: readonly (Submission | RefusedSubmission)[]) {
  return sorted.map((submission, index) =>
    sorted[index - 1]?.author === submission.author
      ? { author: submission.author, refused: "there is another submission of that name" }
      : submission,
  );
}

class Refusal extends Error {}

/** A submission that cannot be read is its own problem, never the batch's. */
async function orRefused(author: string, read: () => Promise<Submission>): Promise<Submission | RefusedSubmission> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Refusal) return { author, refused: error.message };
    const { code } = error as NodeJS.ErrnoException;
    if (code) return { author, refused: `it could not be read (${code})` };
    throw error;
  }
}

async function readSingle(name: string, folder: string, file: string): Promise<Submission> {
  return { author: authorOf(name), files: { [file]: await readOwnFile(folder, name) }, notes: [] };
}

function authorOf(name: string): string {
  return name.replace(/\.ts$/, "");
}

async function readFolder(
  author: string,
  folder: string,
  exercise: Exercise,
  editable: readonly string[],
): Promise<Submission> {
  const files: Record<string, string> = {};
  const notes: string[] = [];
  await walk("");
  const more = notes.length - MAX_NOTES;
  return { author, files, notes: more > 0 ? [...notes.slice(0, MAX_NOTES), `and ${more} more`] : notes };

  async function walk(below: string): Promise<void> {
    for (const entry of await entriesOf(path.join(folder, below), MAX_ENTRIES)) {
      const name = below + entry.name;
      if (/[\\\p{Cc}\p{Cf}]/u.test(entry.name)) throw new Refusal(`it has an odd file name: ${JSON.stringify(name)}`);
      const stat = await lstat(path.join(folder, name));
      if (stat.isSymbolicLink()) throw new Refusal(`${name} is a link`);
      if (stat.isDirectory()) {
        if (editable.some((file) => file.startsWith(`${name}/`))) await walk(`${name}/`);
        else if (!entry.name.startsWith(".")) notes.push(`the folder ${name} is not part of the exercise`);
      } else if (!stat.isFile()) throw new Refusal(`${name} is not a regular file`);
      else if (editable.includes(name)) files[name] = await readOwnFile(folder, name);
      else if (exercise.given.includes(name)) notes.push(`${name} is given; the exercise's own is used`);
      else if (!entry.name.startsWith(".")) notes.push(noteOnExtra(name, editable));
    }
  }
}

function noteOnExtra(name: string, editable: readonly string[]): string {
  const meant = editable.find((file) => file.toLowerCase() === name.toLowerCase());
  return meant ? `${name} is not read: the file is called ${meant}` : `${name} is not part of the exercise`;
}

async function readOwnFile(folder: string, name: string): Promise<string> {
  // O_NOFOLLOW for the last part of the path, the comparison for those before it: a link put there after lstat is not followed either.
  const file = await open(path.join(folder, name), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new Refusal(`${name} is not a regular file`);
    if (stat.size > MAX_FILE_BYTES) throw new Refusal(`${name} is larger than ${MAX_FILE_BYTES / 1024} KiB`);
    if ((await realpath(path.join(folder, name))) !== path.join(await realpath(folder), name))
      throw new Refusal(`${name} leads out of the submission`);
    const bytes = new Uint8Array(stat.size);
    const { bytesRead } = await file.read(bytes, 0, stat.size, 0);
    const text = decodeText(bytes.subarray(0, bytesRead));
    if ("refused" in text) throw new Refusal(`${name} ${text.refused}`);
    return text.text;
  } finally {
    await file.close();
  }
}

async function entriesOf(folder: string, atMost: number): Promise<Dirent[]> {
  const entries: Dirent[] = [];
  for await (const entry of await opendir(folder)) {
    entries.push(entry);
    if (entries.length > atMost) throw new Refusal(`it has more than ${atMost} files in one folder`);
  }
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}
