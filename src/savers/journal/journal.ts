// The journal of one database: its commits in order, one append for all that were made in a turn, and from time to time a snapshot
// in place of a long log. It knows statements and storages; what the statements mean, and how a storage keeps bytes, it does not.
import type { Change, Database } from "../database/database.ts";
import { SaverError } from "../errors.ts";
import type { JournalContents, OpenableJournal } from "../open-database.ts";
import { type Commit, CommitEncoder, decodeCommits } from "./commit-codec.ts";
import { FRAME_HEAD, readLog, sealFrame } from "./frames.ts";
import { endOfTurn } from "./platform.ts";
import { storageFailure } from "./storage-failure.ts";
import { type JournalStorage, newLogId } from "./storage.ts";

export interface SnapshotLimits {
  /** A snapshot is due when the log has more bytes than this and more than half of the last snapshot. 1 MB if not given. */
  readonly bytes?: number;
  /** … or more commits than this: they take time to replay. 1,000 if not given. */
  readonly commits?: number;
}

export interface JournalStats {
  /** Commits that were replayed when this journal was opened. */
  readonly replayed: number;
  /** Bytes of an append that a crash cut off, found and dropped when this journal was opened. */
  readonly tornBytes: number;
  readonly appends: number;
  readonly snapshots: number;
  /** The log as it is kept now. */
  readonly logBytes: number;
  readonly logCommits: number;
  readonly snapshotBytes: number;
  /** Commits that are in memory only. */
  readonly waiting: number;
}

interface Log {
  readonly id: number;
  readonly encoder: CommitEncoder;
  frames: number;
  bytes: number;
  commits: number;
}

export class Journal implements OpenableJournal {
  readonly name: string;
  readonly #claim: () => Promise<JournalStorage>;
  readonly #limits: Required<SnapshotLimits>;
  #storage: JournalStorage | undefined;
  #database: Pick<Database, "export"> | undefined;
  #log: Log = newLog();
  #snapshotBytes = 0;
  #snapshotDue = false;
  /** Bytes of the log before which a snapshot that failed is not tried again. */
  #snapshotNotBefore = 0;
  #waiting: Commit[] = [];
  /** Commits told so far, and how many of them are durable. */
  #told = 0;
  #durable = 0;
  #writing: Promise<void> | undefined;
  #closing: Promise<void> | undefined;
  #lost: SaverError | undefined;
  #counts = { replayed: 0, tornBytes: 0, appends: 0, snapshots: 0 };

  /** `claim` gets hold of the storage, or refuses with DATABASE_IN_USE. */
  constructor(name: string, claim: () => Promise<JournalStorage>, { bytes, commits }: SnapshotLimits = {}) {
    this.name = name;
    this.#claim = claim;
    this.#limits = { bytes: bytes ?? 1_000_000, commits: commits ?? 1_000 };
  }

  async load(): Promise<JournalContents> {
    if (this.#closing ?? this.#storage)
      throw new SaverError(
        "DATABASE_IN_USE",
        `this journal of "${this.name}" was opened before: make another one for each database that is opened`,
      );
    try {
      this.#storage = await this.#claim();
      return this.#contents(await this.#storage.read());
    } catch (error) {
      await this.close();
      throw storageFailure(error, "be opened", this.name);
    }
  }

  #contents(stored: Awaited<ReturnType<JournalStorage["read"]>>): JournalContents {
    const { snapshot, logId } = stored;
    const { payloads, length, tornBytes, damage } = readLog(stored.log, logId);
    const statements: string[] = [];
    const commits = payloads.flatMap((payload) => decodeCommits(payload, statements));
    this.#log = { ...newLog(logId), frames: payloads.length, bytes: length, commits: commits.length };
    this.#log.encoder.learn(statements);
    this.#snapshotBytes = snapshot?.length ?? 0;
    this.#counts = { ...this.#counts, replayed: commits.length, tornBytes };
    const isNew = snapshot === undefined && commits.length === 0;
    return { isNew, snapshot, commits, damage: stored.damage ?? damage };
  }

  begin(database: Pick<Database, "export">, startsAnew: boolean): void {
    this.#database = database;
    if (!startsAnew) return;
    // The snapshot counts as a commit, so that settled() waits for it.
    this.#snapshotDue = true;
    this.committed([]);
  }

  committed(changes: readonly Change[]): void {
    if (this.#lost) return;
    this.#waiting.push(changes.map(copy));
    this.#told += 1;
    void this.#startWriting();
  }

  async settled(): Promise<void> {
    const upTo = this.#told;
    if (this.#lost) throw this.#lost;
    while (this.#durable < upTo) await this.#startWriting();
  }

  closed(): void {
    void this.close().catch(() => undefined);
  }

  /** Tries once to write what waits; whoever needs to know that it was written calls `settled()` before. */
  close(): Promise<void> {
    // Closed databases cannot be exported.
    this.#database = undefined;
    this.#closing ??= this.settled()
      .catch((error: SaverError) => {
        this.#lost = error;
        this.#waiting = [];
      })
      .then(() => this.#storage?.close());
    return this.#closing;
  }

  stats(): JournalStats {
    const { bytes: logBytes, commits: logCommits } = this.#log;
    return { ...this.#counts, logBytes, logCommits, snapshotBytes: this.#snapshotBytes, waiting: this.#waiting.length };
  }

  #startWriting(): Promise<void> {
    if (this.#writing) return this.#writing;
    const writing = this.#write().finally(() => (this.#writing = undefined));
    // What came meanwhile is written without anyone asking. Errors are for those who wait in settled(), and it tries again.
    void writing.then(
      () => {
        if (this.#waiting.length > 0) void this.#startWriting();
      },
      () => undefined,
    );
    this.#writing = writing;
    return writing;
  }

  async #write(): Promise<void> {
    await endOfTurn();
    const commits = this.#waiting;
    this.#waiting = [];
    try {
      if (!(this.#isSnapshotDue() && (await this.#replaceLog()))) await this.#append(commits);
      this.#durable += commits.length;
    } catch (error) {
      const failure = storageFailure(error, "write", this.name);
      if (failure.code === "DATABASE_TAKEN_OVER") this.#lost = failure;
      else this.#waiting = [...commits, ...this.#waiting];
      throw failure;
    }
  }

  async #append(commits: readonly Commit[]): Promise<void> {
    const log = this.#log;
    const known = log.encoder.known;
    let frame: Uint8Array;
    try {
      frame = log.encoder.encode(commits, FRAME_HEAD);
      sealFrame(frame, log.id, log.frames);
      await this.#storage!.append(log.bytes, frame);
    } catch (error) {
      log.encoder.forget(known);
      throw error;
    }
    log.frames += 1;
    log.bytes += frame.length;
    log.commits += commits.length;
    this.#counts.appends += 1;
  }

  #isSnapshotDue(): boolean {
    if (this.#snapshotDue) return true;
    if (this.#database === undefined) return false;
    const { bytes, commits } = this.#log;
    if (bytes < this.#snapshotNotBefore) return false;
    return commits > this.#limits.commits || bytes > Math.max(this.#limits.bytes, this.#snapshotBytes / 2);
  }

  /** False if it could not be done, which is no harm as long as the log can grow. */
  async #replaceLog(): Promise<boolean> {
    const log = newLog();
    try {
      // Holds everything up to this moment, the commits that were about to be appended included; what comes while it is
      // being written goes to the new log.
      const snapshot = this.#database!.export();
      await this.#storage!.replace(snapshot, log.id);
      this.#snapshotBytes = snapshot.length;
    } catch (error) {
      if (this.#snapshotDue) throw error;
      this.#snapshotNotBefore = this.#log.bytes + Math.max(this.#limits.bytes, this.#snapshotBytes) / 4;
      return false;
    }
    this.#log = log;
    this.#snapshotDue = false;
    this.#snapshotNotBefore = 0;
    this.#counts.snapshots += 1;
    return true;
  }
}

function newLog(id = newLogId()): Log {
  return { id, encoder: new CommitEncoder(), frames: 0, bytes: 0, commits: 0 };
}

/** Bytes may change after the commit; texts and numbers cannot. */
function copy({ sql, params }: Change): Change {
  return params.some((param) => param instanceof Uint8Array)
    ? { sql, params: params.map((param) => (param instanceof Uint8Array ? param.slice() : param)) }
    : { sql, params: [...params] };
}
