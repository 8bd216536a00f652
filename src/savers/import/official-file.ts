// The rows of a file that LangGraph's SqliteSaver wrote, as it stored them. Only reads.
import type { SqliteDriver, SqlValue } from "../database/driver.ts";
import { SaverError } from "../errors.ts";
import { APPLICATION_ID } from "../schema.ts";

/** A value as a serializer named and encoded it. */
export interface StoredValue {
  readonly type: string;
  readonly data: Uint8Array | string;
}

export interface OfficialCheckpoint {
  readonly id: string;
  readonly parentId: string | undefined;
  readonly checkpoint: StoredValue;
  readonly metadata: StoredValue;
}

export interface OfficialWrite {
  readonly taskId: string;
  /** Place in the call; below zero for the special channels. */
  readonly index: number;
  readonly channel: string;
  readonly value: StoredValue;
}

export interface OfficialScope {
  readonly threadId: string;
  readonly namespace: string;
}

const COLUMNS = {
  checkpoints: "thread_id checkpoint_ns checkpoint_id parent_checkpoint_id type checkpoint metadata",
  writes: "thread_id checkpoint_ns checkpoint_id task_id idx channel type value",
};

export class OfficialFile {
  readonly #driver: SqliteDriver;

  /** Refuses a database in which SqliteSaver did not write. */
  constructor(driver: SqliteDriver) {
    this.#driver = driver;
    if (this.#rows("PRAGMA application_id")[0]?.[0] === APPLICATION_ID)
      throw new SaverError(
        "IMPORT_UNKNOWN",
        "this file was written by @forkpoint/savers: open it with SqlJsSaver, there is nothing to import",
      );
    for (const [table, columns] of Object.entries(COLUMNS)) {
      const present = this.#rows(`SELECT name FROM pragma_table_info('${table}')`).map(([name]) => name);
      const missing = columns.split(" ").filter((column) => !present.includes(column));
      if (missing.length > 0)
        throw new SaverError(
          "IMPORT_UNKNOWN",
          `this file was not written by SqliteSaver of @langchain/langgraph-checkpoint-sqlite: its table "${table}" lacks ${missing.join(", ")}`,
        );
    }
  }

  /** Those with checkpoints, and those in which only writes are left. */
  scopes(): OfficialScope[] {
    return this.#rows(
      "SELECT thread_id, checkpoint_ns FROM checkpoints UNION SELECT thread_id, checkpoint_ns FROM writes ORDER BY 1, 2",
    ).map(([threadId, namespace]) => ({ threadId: String(threadId), namespace: String(namespace) }));
  }

  /** Id and parent of each checkpoint, oldest first. */
  lineage({ threadId, namespace }: OfficialScope): { id: string; parentId: string | undefined }[] {
    return this.#rows(
      `SELECT checkpoint_id, parent_checkpoint_id FROM checkpoints
        WHERE thread_id = ? AND checkpoint_ns = ? ORDER BY checkpoint_id`,
      [threadId, namespace],
    ).map(([id, parentId]) => ({ id: String(id), parentId: parentOf(parentId) }));
  }

  checkpoint({ threadId, namespace }: OfficialScope, id: string): OfficialCheckpoint | undefined {
    const [row] = this.#rows(
      `SELECT parent_checkpoint_id, type, checkpoint, metadata FROM checkpoints
        WHERE thread_id = ? AND checkpoint_ns = ? AND checkpoint_id = ?`,
      [threadId, namespace, id],
    );
    if (row === undefined) return undefined;
    const [parentId, type, checkpoint, metadata] = row;
    return { id, parentId: parentOf(parentId), checkpoint: stored(type, checkpoint), metadata: stored(type, metadata) };
  }

  /** The checkpoints that have writes, whether they are there themselves or not. */
  checkpointsWithWrites({ threadId, namespace }: OfficialScope): string[] {
    return this.#rows(
      "SELECT DISTINCT checkpoint_id FROM writes WHERE thread_id = ? AND checkpoint_ns = ? ORDER BY checkpoint_id",
      [threadId, namespace],
    ).map(([id]) => String(id));
  }

  /** In the order of tasks, then of places. */
  writes({ threadId, namespace }: OfficialScope, id: string): OfficialWrite[] {
    return this.#rows(
      `SELECT task_id, idx, channel, type, value FROM writes
        WHERE thread_id = ? AND checkpoint_ns = ? AND checkpoint_id = ? ORDER BY task_id, idx`,
      [threadId, namespace, id],
    ).map(([taskId, index, channel, type, value]) => ({
      taskId: String(taskId),
      index: Number(index),
      channel: String(channel),
      value: stored(type, value),
    }));
  }

  #rows(sql: string, params: readonly SqlValue[] = []): SqlValue[][] {
    const statement = this.#driver.prepare(sql);
    try {
      return statement.all(params);
    } finally {
      statement.free();
    }
  }
}

/** The official reader takes a missing type for JSON, and no parent for the beginning of a thread. */
const stored = (type: SqlValue | undefined, data: SqlValue | undefined): StoredValue => ({
  type: typeof type === "string" ? type : "json",
  data: data instanceof Uint8Array ? data : String(data ?? ""),
});

const parentOf = (id: SqlValue | undefined): string | undefined =>
  typeof id === "string" && id !== "" ? id : undefined;
