// Reading the course's own files: regular files only, UTF-8 only, bounded. Shared by the readers of this folder.
import { lstat, readdir, readFile } from "node:fs/promises";
import path from "node:path";

export const MAX_FILE_BYTES = 256 * 1024;

export type TextResult = { readonly text: string } | { readonly refused: string };

/** The text of one regular file, or why it was not taken. Throws only when the disk itself fails. */
export async function readText(file: string): Promise<TextResult> {
  const stat = await lstat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
    throw error;
  });
  if (!stat) return { refused: "is missing" };
  if (!stat.isFile()) return { refused: "is not a regular file" };
  if (stat.size > MAX_FILE_BYTES) return { refused: `is larger than ${MAX_FILE_BYTES / 1024} KiB` };
  return decodeText(await readFile(file));
}

/** Strict UTF-8; a byte order mark is dropped. */
export function decodeText(bytes: Uint8Array): TextResult {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { refused: "is not UTF-8 text" };
  }
}

/** Paths of all files below a folder, relative and POSIX, sorted. A folder that does not exist has none. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return [];
      throw error;
    },
  );
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
    .sort();
}
