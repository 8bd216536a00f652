// A folder of submissions, or one zip archive of them: for each author a sub-folder, an archive, or one file where the exercise
// has a single file to edit. The names, links and sizes in there are whatever somebody sent. Only the exercise's own files are
// opened, no link is followed, nothing is unpacked to disk, and no program of a repository in there is run.
import type { Dirent } from "node:fs";
import { lstat, opendir, realpath } from "node:fs/promises";
import path from "node:path";
import type { Exercise } from "./model.ts";
import { readOwnBytes, readOwnText } from "./read-own-bytes.node.ts";
import {
  isSource,
  isZip,
  MAX_BATCH_ZIP_BYTES,
  MAX_ZIP_BYTES,
  readAuthorZip,
  readBatchZip,
  withoutEnding,
} from "./read-zipped.node.ts";
import {
  isOdd,
  noteOnFile,
  oddName,
  orRefused,
  Refusal,
  type RefusedSubmission,
  type Submission,
  submissionOf,
  type Wanted,
  wantedOf,
} from "./submission.ts";

export type { RefusedSubmission, Submission } from "./submission.ts";

export interface Submissions {
  /** In alphabetical order of their authors. */
  readonly submissions: readonly (Submission | RefusedSubmission)[];
  /** Entries that are no submission. */
  readonly skipped: readonly string[];
}

/** More entries than this in one folder is no submission of a few files. */
const MAX_ENTRIES = 500;

/**
 * `from`: a folder or a zip archive. Throws what the disk says when it cannot be read, and `Refusal` when it is an archive that
 * cannot be taken.
 */
export async function readSubmissions(from: string, exercise: Exercise): Promise<Submissions> {
  const wanted = wantedOf(exercise);
  // Whoever grades named it, so that it may be a link; nothing in it may.
  const at = await realpath(from);
  const { submissions, skipped } = (await lstat(at)).isFile()
    ? await readBatchZip(await readOwnBytes(path.dirname(at), path.basename(at), MAX_BATCH_ZIP_BYTES), wanted)
    : await readBatchFolder(at, wanted);
  const byAuthor = (a: { author: string }, b: { author: string }) =>
    a.author < b.author ? -1 : a.author > b.author ? 1 : 0;
  return { submissions: refuseTwins([...submissions].sort(byAuthor)), skipped };
}

async function readBatchFolder(folder: string, wanted: Wanted): Promise<Submissions> {
  const submissions: (Submission | RefusedSubmission)[] = [];
  const skipped: string[] = [];
  for (const { name } of await entriesOf(folder, Infinity)) {
    const at = path.join(folder, name);
    const stat = await lstat(at);
    if (stat.isSymbolicLink()) submissions.push({ author: name, refused: "it is a link" });
    else if (name.startsWith(".")) skipped.push(name);
    else if (stat.isDirectory()) submissions.push(await orRefused(name, () => readFolder(name, at, wanted)));
    else if (isZip(name)) submissions.push(await orRefused(withoutEnding(name), () => readZip(name, folder, wanted)));
    else if (wanted.single && isSource(name))
      submissions.push(await orRefused(withoutEnding(name), () => readSingle(name, folder, wanted.single!)));
    else skipped.push(name);
  }
  return { submissions, skipped };
}

/** The folder `ada` and the file `ada.ts` are two submissions of one author: the first one counts. */
function refuseTwins(sorted: readonly (Submission | RefusedSubmission)[]) {
  return sorted.map((submission, index) =>
    sorted[index - 1]?.author === submission.author
      ? { author: submission.author, refused: "there is another submission of that name" }
      : submission,
  );
}

async function readSingle(name: string, folder: string, file: string): Promise<Submission> {
  return submissionOf(withoutEnding(name), { [file]: await readOwnText(folder, name) }, []);
}

async function readZip(name: string, folder: string, wanted: Wanted, author = withoutEnding(name)) {
  return readAuthorZip(author, await readOwnBytes(folder, name, MAX_ZIP_BYTES), wanted);
}

async function readFolder(author: string, folder: string, wanted: Wanted): Promise<Submission> {
  const files: Record<string, string> = {};
  const notes: string[] = [];
  const archives: string[] = [];
  await walk("");
  // A platform makes a folder for each author, and an author of several files hands in an archive.
  if (Object.keys(files).length === 0 && archives.length === 1) return readZip(archives[0]!, folder, wanted, author);
  return submissionOf(author, files, notes);

  async function walk(below: string): Promise<void> {
    for (const entry of await entriesOf(path.join(folder, below), MAX_ENTRIES)) {
      const name = below + entry.name;
      if (isOdd(entry.name)) throw oddName(name);
      const stat = await lstat(path.join(folder, name));
      if (stat.isSymbolicLink()) throw new Refusal(`${name} is a link`);
      if (stat.isDirectory()) {
        if (wanted.editable.some((file) => file.startsWith(`${name}/`))) await walk(`${name}/`);
        else if (!entry.name.startsWith(".")) notes.push(`the folder ${name} is not part of the exercise`);
      } else if (!stat.isFile()) throw new Refusal(`${name} is not a regular file`);
      else if (wanted.editable.includes(name)) files[name] = await readOwnText(folder, name);
      else {
        if (below === "" && isZip(name)) archives.push(name);
        const note = noteOnFile(name, wanted);
        if (note) notes.push(note);
      }
    }
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
