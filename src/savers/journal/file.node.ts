// A journal in a folder, for Node: the files of FileStorage, each append followed by fdatasync, and a lock for one process at a time.
import { type FileHandle, mkdir, open } from "node:fs/promises";
import path from "node:path";
import { FileStorage } from "./file-storage.ts";
import { Journal, type SnapshotLimits } from "./journal.ts";
import { claimFolder } from "./process-lock.node.ts";
import type { ByteFile, JournalStorage } from "./storage.ts";

export { Journal, type JournalStats, type SnapshotLimits } from "./journal.ts";

export interface FileJournalOptions {
  readonly snapshotAfter?: SnapshotLimits;
}

/** `folder` is one database and is made if it is not there. On one machine: a network drive may not tell a dead owner from a living one. */
export function fileJournal(folder: string, { snapshotAfter }: FileJournalOptions = {}): Journal {
  return new Journal(folder, () => claim(path.resolve(folder)), snapshotAfter);
}

async function claim(folder: string): Promise<JournalStorage> {
  await mkdir(folder, { recursive: true });
  const lock = await claimFolder(folder);
  const handles: FileHandle[] = [];
  const file = async (name: string): Promise<ByteFile> => {
    const handle = await openOrMake(path.join(folder, name));
    handles.push(handle);
    return nodeFile(handle);
  };
  try {
    const storage = new FileStorage({ header: await file("header"), slots: [await file("0"), await file("1")] });
    // The names themselves must be on the disk before anything in the files counts.
    await syncFolder(folder);
    await syncFolder(path.dirname(folder));
    return {
      read: () => storage.read(),
      append: (position, bytes) => storage.append(position, bytes),
      replace: (snapshot, logId) => storage.replace(snapshot, logId),
      async close() {
        await storage.close();
        await lock.release();
      },
    };
  } catch (error) {
    for (const handle of handles) await handle.close();
    await lock.release();
    throw error;
  }
}

async function openOrMake(file: string): Promise<FileHandle> {
  try {
    return await open(file, "r+");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return await open(file, "wx+");
  }
}

function nodeFile(handle: FileHandle): ByteFile {
  return {
    async read() {
      const bytes = new Uint8Array((await handle.stat()).size);
      for (let at = 0; at < bytes.length;) {
        const { bytesRead } = await handle.read(bytes, at, bytes.length - at, at);
        if (bytesRead === 0) return bytes.subarray(0, at);
        at += bytesRead;
      }
      return bytes;
    },
    async write(at, bytes) {
      // A disk that fills up takes a part first, and refuses the rest with an error.
      for (let done = 0; done < bytes.length;)
        done += (await handle.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
    },
    truncate: (size) => handle.truncate(size),
    flush: () => handle.datasync(),
    close: () => handle.close(),
  };
}

async function syncFolder(folder: string): Promise<void> {
  // Windows has no handles of folders, and needs none for this.
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
