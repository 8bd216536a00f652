// The folders of jobs that need files: one each, below one of this runtime's own, which goes when the runtime goes.
import { type Dirent, lstatSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { mkdir, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Folders } from "../open-guest.ts";

/** A process that was just killed may still have a file open, which some systems do not let go at once. */
const REMOVE = { recursive: true, force: true, maxRetries: 5, retryDelay: 50 } as const;

const MOST_BYTES = 256 * 1024 * 1024;
const MOST_ENTRIES = 2_000;
/** In words. */
export const FOLDER_LIMIT = `${MOST_BYTES / 1024 / 1024} MB or ${MOST_ENTRIES} entries`;

/** Whether more lies in a job's folder than a job may have on the disk. Nothing is followed. */
export function isOverfull(folder: string): boolean {
  let entries = 0;
  let bytes = 0;
  for (const waiting = [folder]; waiting.length > 0;)
    for (const entry of entriesOf(waiting.pop()!)) {
      const at = path.join(entry.parentPath, entry.name);
      if (entry.isDirectory()) waiting.push(at);
      bytes += lstatSync(at, { throwIfNoEntry: false })?.size ?? 0;
      if (++entries > MOST_ENTRIES || bytes > MOST_BYTES) return true;
    }
  return false;
}

/** None where it has gone meanwhile. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

export class JobFolders implements Folders {
  readonly #onRemove: (folder: string) => void;
  #base: string | undefined;
  readonly #made = new Map<string, string>();

  constructor(onRemove: (folder: string) => void) {
    this.#onRemove = onRemove;
  }

  async make(name: string): Promise<string> {
    const known = this.#made.get(name);
    if (known !== undefined) return known;
    this.#base ??= realpathSync(mkdtempSync(path.join(tmpdir(), "forkpoint-")));
    const folder = path.join(this.#base, name);
    await mkdir(folder, { recursive: true });
    this.#made.set(name, folder);
    return folder;
  }

  async empty(name: string): Promise<void> {
    const folder = this.#made.get(name);
    if (folder === undefined) return;
    for (const entry of await readdir(folder)) await rm(path.join(folder, entry), REMOVE);
  }

  async remove(name: string): Promise<void> {
    const folder = this.#made.get(name);
    this.#made.delete(name);
    if (folder !== undefined) {
      this.#onRemove(folder);
      await rm(folder, REMOVE);
    }
    if (this.#made.size === 0) this.removeAll();
  }

  /** At once: when the host itself ends there is no time to wait. */
  removeAll(): void {
    const base = this.#base;
    this.#base = undefined;
    this.#made.clear();
    if (base !== undefined) rmSync(base, REMOVE);
  }
}
