// The databases of a guest: one sql.js database for each name, shared by everyone who opens that name, taken out as bytes
// when the guest is to be restarted. `SqlJsSaver` as learner code imports it is the class made here.
import type { OpenOptions, SqlJsSaver } from "@forkpoint/savers";
import type { Database, SqlJsStatic } from "sql.js";
import type { NamedDatabase, TraceEvent } from "./guest-root.ts";

type SaverClass = typeof SqlJsSaver;

export interface Databases {
  /** What learner code imports as `SqlJsSaver`. */
  readonly Saver: SaverClass;
  /** Closes what is open; from now on, a name given here opens over those bytes. */
  reset(initial: readonly NamedDatabase[]): void;
  saver(name: string): Promise<SqlJsSaver>;
  all(): NamedDatabase[];
}

export function createDatabases(Base: SaverClass, sqlJs: SqlJsStatic, emit: (event: TraceEvent) => void): Databases {
  // Taken before learner code can replace it: what a crash keeps is what was stored, not what a patched method says.
  const exportBytes = sqlJs.Database.prototype.export;
  let initial = new Map<string, Uint8Array>();
  let open = new Map<string, Database>();

  const databaseOf = (name: string): Database => {
    const known = open.get(name);
    if (known) return known;
    const database = new sqlJs.Database(initial.get(name));
    open.set(name, database);
    return database;
  };

  class GuestSaver extends Base {
    static override async open(options: OpenOptions = {}): Promise<SqlJsSaver> {
      const { bytes, name = "main", serde } = options;
      if (bytes !== undefined) open.set(name, await checkedDatabase(bytes, name));
      return new this(databaseOf(name), { name, ...(serde && { serde }) });
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

  /** The package's own checks of what it is given; they need a saver that owns its database. */
  async function checkedDatabase(bytes: Uint8Array, name: string): Promise<Database> {
    const checked = await Base.open({ bytes, sqlJs, name });
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
    Saver: GuestSaver,
    reset(databases) {
      for (const database of open.values()) database.close();
      open = new Map();
      initial = new Map(databases.map(({ name, bytes }) => [name, bytes]));
    },
    saver: (name) => GuestSaver.open({ name }),
    all() {
      const unopened = [...initial].filter(([name]) => !open.has(name)).map(([name, bytes]) => ({ name, bytes }));
      const opened = [...open].map(([name, database]) => ({ name, bytes: exportBytes.call(database) }));
      return [...unopened, ...opened];
    },
  };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value.slice(0, 200) : undefined;
}
