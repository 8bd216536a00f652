// A journal in the browser's private file system. Its synchronous handles exist in dedicated workers only, and each of them is
// exclusive, so two journals can never write to the same files.
import { FileStorage } from "./file-storage.ts";
import type { ByteFile } from "./storage.ts";
import { type DirectoryHandle, type SyncAccessHandle, web } from "./web-platform.ts";
import { inUse } from "./web-lock.ts";

const FOLDER = "forkpoint-journals";
/** Between attempts to open a file that the one before is still letting go of. */
const RETRY_MS = 20;

/** The root folder; undefined where these files do not exist, or not for this page. */
export async function opfsRoot(): Promise<DirectoryHandle | undefined> {
  const prototype = web.FileSystemFileHandle?.prototype;
  if (prototype === undefined || !("createSyncAccessHandle" in prototype)) return undefined;
  try {
    return await web.navigator?.storage?.getDirectory?.();
  } catch (error) {
    // Firefox in private windows and pages without https: told by refusing, not by being absent.
    if (["SecurityError", "NotAllowedError", "InvalidStateError"].includes((error as Error).name)) return undefined;
    throw error;
  }
}

/** A file that the one before is still closing is waited for: `waitMs` at most. */
export async function openOpfs(root: DirectoryHandle, journal: string, waitMs: number): Promise<FileStorage> {
  const folder = await root.getDirectoryHandle(FOLDER, { create: true });
  const handles: SyncAccessHandle[] = [];
  const open = async (part: string): Promise<ByteFile> => {
    const file = await folder.getFileHandle(`${encodeName(journal)}.${part}`, { create: true });
    const handle = await patiently(() => file.createSyncAccessHandle(), journal, waitMs);
    handles.push(handle);
    return opfsFile(handle);
  };
  try {
    return new FileStorage({ header: await open("header"), slots: [await open("0"), await open("1")] });
  } catch (error) {
    for (const handle of handles) handle.close();
    throw error;
  }
}

async function patiently<Handle>(open: () => Promise<Handle>, journal: string, waitMs: number): Promise<Handle> {
  for (let waited = 0; ; waited += RETRY_MS)
    try {
      return await open();
    } catch (error) {
      if ((error as Error).name !== "NoModificationAllowedError") throw error;
      if (waited >= waitMs) throw inUse(journal);
      await new Promise<void>((resume) => web.setTimeout(resume, RETRY_MS));
    }
}

function opfsFile(handle: SyncAccessHandle): ByteFile {
  return {
    read() {
      const bytes = new Uint8Array(handle.getSize());
      handle.read(bytes, { at: 0 });
      return bytes;
    },
    write(at, bytes) {
      const written = handle.write(bytes, { at });
      if (written === bytes.length) return;
      // Where there is no room, browsers differ: an exception, fewer bytes than were given, or (Chromium) the number of an
      // error as if it were a count: 2^32 - 8 for a full disk or quota.
      const isFull = written < bytes.length || written === 2 ** 32 - 8;
      throw Object.assign(new Error(`${bytes.length} bytes were to be written, and ${written} was the answer`), {
        name: isFull ? "QuotaExceededError" : "UnknownError",
      });
    },
    truncate: (size) => handle.truncate(size),
    flush: () => handle.flush(),
    close: () => handle.close(),
  };
}

/** File names may not hold everything that a journal's name may. */
function encodeName(name: string): string {
  return encodeURIComponent(name).replaceAll("*", "%2A").replaceAll(".", "%2E");
}
