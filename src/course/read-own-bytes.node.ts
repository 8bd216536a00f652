// The bytes of one file that somebody sent: a regular file, bounded, and no link anywhere on the way to it.
import { constants, open, realpath } from "node:fs/promises";
import path from "node:path";
import { decodeText, MAX_FILE_BYTES } from "./read-text.node.ts";
import { Refusal } from "./submission.ts";

/** Throws `Refusal`, or what the disk says. */
export async function readOwnText(folder: string, name: string): Promise<string> {
  return asText(name, await readOwnBytes(folder, name, MAX_FILE_BYTES));
}

/** Throws `Refusal`, or what the disk says. */
export async function readOwnBytes(folder: string, name: string, mostBytes: number): Promise<Uint8Array> {
  const at = path.join(folder, name);
  // O_NOFOLLOW for the last part of the path, the comparison for those before it: a link put there after lstat is not followed either.
  const file = await open(at, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new Refusal(`${name} is not a regular file`);
    if (stat.size > mostBytes) throw new Refusal(`${name} is larger than ${inWords(mostBytes)}`);
    if ((await realpath(at)) !== path.join(await realpath(folder), name))
      throw new Refusal(`${name} leads out of the submission`);
    const bytes = new Uint8Array(stat.size);
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read)
      read = (await file.read(bytes, length, bytes.length - length, length)).bytesRead;
    return bytes.subarray(0, length);
  } finally {
    await file.close();
  }
}

/** Throws `Refusal`. */
export function asText(name: string, bytes: Uint8Array): string {
  const text = decodeText(bytes);
  if ("refused" in text) throw new Refusal(`${name} ${text.refused}`);
  return text.text;
}

export function inWords(bytes: number): string {
  return bytes >= 1024 * 1024 ? `${bytes / 1024 / 1024} MiB` : `${bytes / 1024} KiB`;
}
