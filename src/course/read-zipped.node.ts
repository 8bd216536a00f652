// Submissions in zip archives: that of one author, or one archive with a folder for each, as learning platforms export them.
import { openZip, type ZippedFile, type ZipLimits } from "./open-zip.node.ts";
import { asText } from "./read-own-bytes.node.ts";
import { MAX_FILE_BYTES } from "./read-text.node.ts";
import {
  noteOnFile,
  orRefused,
  Refusal,
  type RefusedSubmission,
  type Submission,
  submissionOf,
  type Wanted,
} from "./submission.ts";

const MIB = 1024 * 1024;
/** Of an archive as it lies there. */
export const MAX_ZIP_BYTES = 16 * MIB;
export const MAX_BATCH_ZIP_BYTES = 512 * MIB;
const OF_ONE: ZipLimits = { entries: 2_000, saysBytes: 64 * MIB, unpackedBytes: 8 * MIB };
const OF_MANY: ZipLimits = { entries: 50_000, saysBytes: 2_048 * MIB, unpackedBytes: 512 * MIB };

/** What systems put into archives unasked. */
const JUNK = /^(__MACOSX|Thumbs\.db|desktop\.ini)$/i;

export interface ZippedSubmissions {
  readonly submissions: readonly (Submission | RefusedSubmission)[];
  readonly skipped: readonly string[];
}

/** Throws `Refusal`. */
export async function readAuthorZip(author: string, bytes: Uint8Array, wanted: Wanted): Promise<Submission> {
  return take(author, await openZip(bytes, OF_ONE), wanted, false);
}

/** Throws `Refusal` where the archive itself cannot be read. */
export async function readBatchZip(bytes: Uint8Array, wanted: Wanted): Promise<ZippedSubmissions> {
  const all = withoutWrapper(await openZip(bytes, OF_MANY), wanted, isOneOfMany);
  const byFirst = Map.groupBy(all, ({ path }) => firstOf(path));
  const submissions: (Submission | RefusedSubmission)[] = [];
  const skipped: string[] = [];
  for (const [name, files] of byFirst) {
    const [file] = files as [ZippedFile, ...ZippedFile[]];
    const isAlone = files.length === 1 && !file.isFolder && file.path === name;
    if (JUNK.test(name) || (name.startsWith(".") && name !== "..")) skipped.push(name);
    // Whoever made the archive gave the names: one that leads elsewhere is nobody's.
    else if (!isAlone)
      submissions.push(await orRefused(name || file.path, () => take(name, inside(files, name), wanted, true)));
    else if (file.refused !== null) submissions.push({ author: name, refused: file.refused });
    else if (isZip(name)) submissions.push(await orRefused(withoutEnding(name), () => zipInZip(file, wanted)));
    else if (wanted.single !== null && isSource(name))
      submissions.push(await orRefused(withoutEnding(name), () => single(file, wanted.single!)));
    else skipped.push(name);
  }
  return { submissions, skipped };
}

export function isZip(name: string): boolean {
  return /\.zip$/i.test(name);
}

export function isSource(name: string): boolean {
  return name.endsWith(".ts") && !name.endsWith(".d.ts");
}

export function withoutEnding(name: string): string {
  return name.replace(/\.(ts|zip)$/i, "");
}

async function zipInZip(file: ZippedFile, wanted: Wanted): Promise<Submission> {
  return readAuthorZip(withoutEnding(file.path), await file.read(MAX_ZIP_BYTES), wanted);
}

async function single(file: ZippedFile, name: string): Promise<Submission> {
  const text = asText(file.path, await file.read(MAX_FILE_BYTES));
  return submissionOf(withoutEnding(file.path), { [name]: text }, []);
}

/** `isFolder`: as a folder in an archive of many, where an author's own archive may lie. Throws `Refusal`. */
async function take(
  author: string,
  sent: readonly ZippedFile[],
  wanted: Wanted,
  isFolder: boolean,
): Promise<Submission> {
  const refused = sent.find((file) => file.refused !== null);
  if (refused) throw new Refusal(refused.refused!);
  const all = withoutWrapper(sent, wanted, (path) => wanted.editable.includes(path));
  const files: Record<string, string> = {};
  const notes = new Set<string>();
  for (const file of all) {
    const { path } = file;
    const [first, ...others] = path.split("/");
    if (file.isFolder || JUNK.test(first!)) continue;
    if (wanted.editable.includes(path)) files[path] = asText(path, await file.read(MAX_FILE_BYTES));
    else if (others.length === 0 || wanted.editable.some((name) => name.startsWith(`${first}/`))) {
      const note = noteOnFile(path, wanted);
      if (note) notes.add(note);
    } else if (!first!.startsWith(".")) notes.add(`the folder ${first} is not part of the exercise`);
  }
  const [archive, ...more] = all.filter(({ path, isFolder }) => isZip(path) && !path.includes("/") && !isFolder);
  // A platform makes a folder for each author, and an author of several files hands in an archive.
  if (isFolder && Object.keys(files).length === 0 && archive && more.length === 0)
    return readAuthorZip(author, await archive.read(MAX_ZIP_BYTES), wanted);
  return submissionOf(author, files, [...notes]);
}

/** Archives are often of a folder, so that everything in them is in it. */
function withoutWrapper(
  files: readonly ZippedFile[],
  wanted: Wanted,
  isInPlace: (path: string, wanted: Wanted) => boolean,
): readonly ZippedFile[] {
  const own = files.filter(({ path }) => !JUNK.test(firstOf(path)));
  const names = new Set(own.map(({ path }) => firstOf(path)));
  const [name] = names;
  const isWrapped = names.size === 1 && own.some(({ path }) => path.includes("/"));
  if (!isWrapped || own.some(({ path }) => isInPlace(path, wanted))) return files;
  return inside(own, name!);
}

/** `ada/saver.ts` is of one author whose name is the folder's, and no wrapper. */
function isOneOfMany(path: string, { editable }: Wanted): boolean {
  return editable.includes(path.slice(firstOf(path).length + 1));
}

function inside(files: readonly ZippedFile[], folder: string): readonly ZippedFile[] {
  return files.flatMap((file) => (file.path === folder ? (file.isFolder ? [] : [file]) : [within(file, folder)]));
}

function within(file: ZippedFile, folder: string): ZippedFile {
  return { ...file, path: file.path.slice(folder.length + 1) };
}

function firstOf(path: string): string {
  return path.split("/", 1)[0]!;
}
