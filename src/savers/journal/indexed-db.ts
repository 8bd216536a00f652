// A journal in IndexedDB: for pages, and for workers without synchronous files. A transaction is whole or absent, and each one makes
// sure first that the journal is still ours.
import { crc32 } from "./checksum.ts";
import { SaverError } from "../errors.ts";
import { type JournalStorage, type StoredJournal, newLogId } from "./storage.ts";
import { takenOver } from "./web-lock.ts";
import { type IdbDatabase, type IdbRequest, type IdbTransaction, web } from "./web-platform.ts";

const VERSION = 1;
/** "state" holds one State under the key "state", "snapshot" bytes, "log" the bytes of each append under its position. */
const STORES = ["state", "snapshot", "log"] as const;

interface State {
  readonly version: number;
  /** Who opened the journal last: only it may write. */
  readonly owner: string;
  readonly logId: number;
  readonly snapshotLength: number;
  readonly snapshotChecksum: number;
}

export class IndexedDbStorage implements JournalStorage {
  readonly #journal: string;
  readonly #database: IdbDatabase;
  readonly #owner = `${newLogId()}-${newLogId()}`;
  #state: State = {
    version: VERSION,
    owner: this.#owner,
    logId: newLogId(),
    snapshotLength: 0,
    snapshotChecksum: crc32(new Uint8Array()),
  };

  private constructor(journal: string, database: IdbDatabase) {
    this.#journal = journal;
    this.#database = database;
    // Whoever deletes the database need not wait for us; our next write fails.
    database.onversionchange = () => database.close();
  }

  static async open(journal: string): Promise<IndexedDbStorage> {
    if (!web.indexedDB)
      throw new SaverError("STORAGE_DENIED", `there is no IndexedDB here to keep the journal "${journal}" in`);
    const request = web.indexedDB.open(`forkpoint-journal:${journal}`, 1);
    request.onupgradeneeded = () => STORES.forEach((store) => request.result.createObjectStore(store));
    return new IndexedDbStorage(journal, await done(request));
  }

  async read(): Promise<StoredJournal> {
    const transaction = this.#transaction();
    const ended = whenEnded(transaction);
    const [state, snapshot, log] = await Promise.all([
      done(transaction.objectStore("state").get("state")) as Promise<State | undefined>,
      done(transaction.objectStore("snapshot").get("snapshot")) as Promise<Uint8Array | undefined>,
      done(transaction.objectStore("log").getAll()) as Promise<Uint8Array[]>,
    ]);
    if (state && state.version > VERSION) {
      transaction.abort();
      await ended.catch(() => undefined);
      throw new SaverError(
        "JOURNAL_NEWER",
        `the journal "${this.#journal}" has format ${state.version}, this version of @forkpoint/savers knows up to ${VERSION}: update the package`,
      );
    }
    this.#state = { ...this.#state, ...state, owner: this.#owner };
    transaction.objectStore("state").put(this.#state, "state");
    await ended;
    return {
      snapshot,
      log: joined(log),
      logId: this.#state.logId,
      damage: state === undefined ? lostState(snapshot, log) : damageOf(this.#state, snapshot),
    };
  }

  async append(position: number, bytes: Uint8Array): Promise<void> {
    await this.#write((transaction) => {
      const log = transaction.objectStore("log");
      log.delete(web.IDBKeyRange!.lowerBound(position));
      log.put(bytes, position);
    });
  }

  async replace(snapshot: Uint8Array, logId: number): Promise<void> {
    const [snapshotLength, snapshotChecksum] = [snapshot.length, crc32(snapshot)];
    const state: State = { ...this.#state, logId, snapshotLength, snapshotChecksum };
    await this.#write((transaction) => {
      transaction.objectStore("snapshot").put(snapshot, "snapshot");
      transaction.objectStore("log").clear();
      transaction.objectStore("state").put(state, "state");
    });
    this.#state = state;
  }

  async close(): Promise<void> {
    this.#database.close();
  }

  #transaction(): IdbTransaction {
    // "strict": complete means flushed to the disk, which is what flush() promises.
    return this.#database.transaction(STORES, "readwrite", { durability: "strict" });
  }

  async #write(act: (transaction: IdbTransaction) => void): Promise<void> {
    const transaction = this.#transaction();
    const owner = transaction.objectStore("state").get("state") as IdbRequest<State | undefined>;
    let isOurs = false;
    owner.onsuccess = () => {
      isOurs = owner.result?.owner === this.#owner;
      if (!isOurs) transaction.abort();
    };
    act(transaction);
    try {
      await whenEnded(transaction);
    } catch (error) {
      // Aborted without an error of the browser's: by us, above.
      throw !isOurs && owner.error === null && owner.result !== undefined && transaction.error === null
        ? takenOver(this.#journal)
        : error;
    }
  }
}

function damageOf({ snapshotLength, snapshotChecksum }: State, stored: Uint8Array | undefined): string | undefined {
  const snapshot = stored ?? new Uint8Array();
  return snapshot.length === snapshotLength && crc32(snapshot) === snapshotChecksum
    ? undefined
    : `its snapshot of ${snapshotLength} bytes does not have the checksum it was written with`;
}

function lostState(snapshot: Uint8Array | undefined, log: readonly Uint8Array[]): string | undefined {
  return snapshot === undefined && log.length === 0 ? undefined : "its state record is missing";
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function done<Result>(request: IdbRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function whenEnded(transaction: IdbTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("the transaction was aborted"));
  });
}
