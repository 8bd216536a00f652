// The databases of a guest: one sql.js database for each name, shared by everyone who opens that name, taken out as bytes
// when the guest is to be restarted. What opens one in learner code is made here.
import type {
  OpenDatabaseOptions,
  OpenOptions,
  OpenStoreOptions,
  Database as SharedDatabase,
  SqlJsSaver,
  SqlJsStore,
} from "@forkpoint/savers";
import type { Database, SqlJsStatic } from "sql.js";
import type { NamedDatabase, TraceEvent } from "./guest-root.ts";

/** The part of the savers' package that opens databases. */
export interface Openers {
  readonly SqlJsSaver: typeof SqlJsSaver;
  readonly SqlJsStore: typeof SqlJsStore;
  openDatabase(options?: OpenDatabaseOptions): Promise<SharedDatabase>;
}

export interface Databases {
  /** What learner code imports under these names. */
  readonly openers: Openers;
  /** Closes what is open; from now on, a name given here opens over those bytes. */
  reset(initial: readonly NamedDatabase[]): void;
  saver(name: string): Promise<SqlJsSaver>;
  all(): NamedDatabase[];
}

export function createDatabases(base: Openers, sqlJs: SqlJsStatic, emit: (event: TraceEvent) => void): Databases {
  // Taken before learner code can replace it: what a crash keeps is what was stored, not what a patched method says.
  const exportBytes = sqlJs.Database.prototype.export;
  const exportSaver = base.SqlJsSaver.prototype.export;
  let initial = new Map<string, Uint8Array>();
  /** Databases with a journal, by name: the last saver over it, and what it held when it was closed. */
  let kept = new Map<string, { readonly saver: SqlJsSaver; bytes: Uint8Array | null }>();
  let open = new Map<string, Database>();

  const databaseOf = (name: string): Database => {
    const known = open.get(name);
    if (known) return known;
    const database = new sqlJs.Database(initial.get(name));
    open.set(name, database);
    return database;
  };

  async function openNamed({ bytes, name = "main" }: OpenDatabaseOptions): Promise<Database> {
    if (bytes !== undefined) open.set(name, await checkedDatabase(bytes, name));
    return databaseOf(name);
  }

  class GuestSaver extends base.SqlJsSaver {
    static override async open(options: OpenOptions = {}): Promise<SqlJsSaver> {
      const { name = "main", serde } = options;
      if (options.journal) {
        // Its database is a file's, and nobody else's in this process.
        const saver = await super.open({ ...options, sqlJs });
        kept.set(name, { saver: saver as GuestSaver, bytes: null });
        return saver;
      }
      return new this(await openNamed(options), { name, ...(serde && { serde }) });
    }

    override close(): void {
      const own = [...kept.values()].find(({ saver, bytes }) => saver === this && bytes === null);
      if (own) own.bytes = exportSaver.call(this);
      super.close();
    }

    // Not async and no generator: these only look on while the call passes.
    override getTuple(...args: Parameters<SqlJsSaver["getTuple"]>): ReturnType<SqlJsSaver["getTuple"]> {
      tell("getTuple", args[0]);
      return super.getTuple(...args);
    }

    override list(...args: Parameters<SqlJsSaver["list"]>): ReturnType<SqlJsSaver["list"]> {
      tell("list", args[0]);
      return super.list(...args);
    }

    override put(...args: Parameters<SqlJsSaver["put"]>): ReturnType<SqlJsSaver["put"]> {
      tell("put", args[0], args[1]?.id);
      return super.put(...args);
    }

    override putWrites(...args: Parameters<SqlJsSaver["putWrites"]>): ReturnType<SqlJsSaver["putWrites"]> {
      tell("putWrites", args[0]);
      return super.putWrites(...args);
    }

    override deleteThread(...args: Parameters<SqlJsSaver["deleteThread"]>): ReturnType<SqlJsSaver["deleteThread"]> {
      tell("deleteThread", { configurable: { thread_id: args[0] } });
      return super.deleteThread(...args);
    }
  }
  Object.defineProperty(GuestSaver, "name", { value: "SqlJsSaver" });

  class GuestStore extends base.SqlJsStore {
    static override async open(options: OpenStoreOptions = {}): Promise<SqlJsStore> {
      const { name = "main", index, ttl, now } = options;
      return new this(await openNamed(options), { index, ttl, now, name });
    }
  }
  Object.defineProperty(GuestStore, "name", { value: "SqlJsStore" });

  /** The package's own checks of what it is given; they need a saver that owns its database. */
  async function checkedDatabase(bytes: Uint8Array, name: string): Promise<Database> {
    const checked = await base.SqlJsSaver.open({ bytes, sqlJs, name });
    try {
      return new sqlJs.Database(checked.export());
    } finally {
      checked.close();
    }
  }

  function tell(call: string, config: { configurable?: Record<string, unknown> } | undefined, id?: unknown): void {
    const { thread_id: thread, checkpoint_id: checkpoint } = config?.configurable ?? {};
    emit({ kind: "saver", call, thread: text(thread) ?? "", checkpoint: text(id) ?? text(checkpoint) ?? null });
  }

  return {
    openers: {
      SqlJsSaver: GuestSaver,
      SqlJsStore: GuestStore,
      openDatabase: async (options = {}) => new GuestSaver(await openNamed(options), { name: options.name }).database,
    },
    reset(databases) {
      for (const database of open.values()) database.close();
      open = new Map();
      kept = new Map();
      initial = new Map(databases.map(({ name, bytes }) => [name, bytes]));
    },
    saver: (name) => GuestSaver.open({ name }),
    all() {
      const unopened = [...initial].filter(([name]) => !open.has(name)).map(([name, bytes]) => ({ name, bytes }));
      const opened = [...open].map(([name, database]) => ({ name, bytes: exportBytes.call(database) }));
      const journaled = [...kept].map(([name, { saver, bytes }]) => ({
        name,
        bytes: bytes ?? exportSaver.call(saver),
      }));
      return [...unopened, ...opened, ...journaled];
    },
  };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value.slice(0, 200) : undefined;
}
