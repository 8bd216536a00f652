// A journal in the browser, in the best place there is: files in a dedicated worker, else IndexedDB.
import { IndexedDbStorage } from "./indexed-db.ts";
import { Journal, type SnapshotLimits } from "./journal.ts";
import { openOpfs, opfsRoot } from "./opfs.ts";
import type { JournalStorage } from "./storage.ts";
import { claimWebLock, takenOver } from "./web-lock.ts";

export interface BrowserJournalOptions {
  /** Takes the journal from the tab or worker that has it open; there, what is committed next is refused. */
  readonly takeOver?: boolean;
  /** How long to wait for one that is closing, in milliseconds; 1,000 if not given. */
  readonly waitMs?: number;
  /** Where to keep it. "opfs" is faster and exists in dedicated workers only; chosen by what there is if not given. */
  readonly storage?: "opfs" | "indexeddb";
  /** Called once, when another tab or worker took this journal over. */
  readonly onTakenOver?: () => void;
  readonly snapshotAfter?: SnapshotLimits;
}

/** `name` is one database of the site. The two storages do not see each other: the same name in both is two databases. */
export function browserJournal(name: string, options: BrowserJournalOptions = {}): Journal {
  return new Journal(name, () => claim(name, options), options.snapshotAfter);
}

async function claim(name: string, options: BrowserJournalOptions): Promise<JournalStorage> {
  const { takeOver = false, waitMs = 1_000 } = options;
  const root = options.storage === "indexeddb" ? undefined : await opfsRoot();
  if (options.storage === "opfs" && root === undefined) throw noOpfs();
  let held: JournalStorage | undefined;
  let isLost = false;
  const onLost = () => {
    isLost = true;
    // At once, so that the one who took over can open the files.
    void held?.close();
    options.onTakenOver?.();
  };
  const lock = await claimWebLock(`${root ? "opfs" : "indexeddb"}:${name}`, { takeOver, waitMs, onLost });
  try {
    const storage = root ? await openOpfs(root, name, waitMs) : await IndexedDbStorage.open(name);
    held = storage;
    if (isLost) await storage.close();
    const whileHeld = async <Result>(act: () => Promise<Result>): Promise<Result> => {
      if (isLost) throw takenOver(name);
      try {
        return await act();
      } catch (error) {
        throw isLost ? takenOver(name) : error;
      }
    };
    return {
      read: () => whileHeld(() => storage.read()),
      append: (position, bytes) => whileHeld(() => storage.append(position, bytes)),
      replace: (snapshot, logId) => whileHeld(() => storage.replace(snapshot, logId)),
      async close() {
        if (!isLost) await storage.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function noOpfs(): Error {
  return Object.assign(new Error("this page or worker has no private file system with synchronous access"), {
    name: "NotAllowedError",
  });
}
