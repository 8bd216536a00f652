// What the hashes in a result are made of. Anybody with the files can make them again, here or with other tools.
import type { Files } from "../course/model.ts";
import { canonicalBytes } from "./canonical.ts";
import type { FileHash } from "./model.ts";

export interface HashedFiles {
  /** In the order of their paths, by code unit. */
  readonly files: readonly FileHash[];
  /** See `hashFileList`. */
  readonly hash: string;
}

/** Each file, and all of them; the order in which they are given does not matter. */
export async function hashFiles(files: Files): Promise<HashedFiles> {
  const hashed = await Promise.all(Object.entries(files).map(([path, text]) => hashFile(path, text)));
  hashed.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files: hashed, hash: await hashFileList(hashed) };
}

/** SHA-256 over the canonical JSON of the list, which is in the order of its paths. */
export function hashFileList(files: readonly FileHash[]): Promise<string> {
  return sha256(canonicalBytes(files));
}

/** Of a text as UTF-8: a byte order mark that a file began with is no part of its text. */
export async function hashFile(path: string, text: string): Promise<FileHash> {
  const bytes = new TextEncoder().encode(text);
  return { path, sha256: await sha256(bytes), bytes: bytes.byteLength };
}

/** Lower-case hex. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
