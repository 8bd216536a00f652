// PostgresStore as a subject of the store contract: on a server, and on PGlite, which is PostgreSQL in WebAssembly.
// Neither has the extension pgvector here, so the rules of semantic search are not declared.
import { PGlite } from "@electric-sql/pglite";
import { createPgConfig } from "@electric-sql/pglite/node-postgres";
import { PostgresStore } from "@langchain/langgraph-checkpoint-postgres/store";
import pg from "pg";
import type { StoreOptions, StoreSubject } from "../../src/conformance/contracts/store.ts";
import type { PostgresServer } from "./postgres-server.ts";
import { NodeStores } from "./store-in-node.ts";
import type { StoreUnderTest } from "./stores-at-hand.ts";

type Connect = () => pg.PoolConfig;

const capabilities = ["clock", "ttl", "membership-filters", "reopen", "two-instances", "batched"] as const;

/** Each opened store in a schema of its own; when a test is over, its stores are closed and its schemas emptied for the next. */
class PostgresSubjects {
  readonly #connect: Connect;
  readonly #own: pg.Pool;
  readonly #stores = new Map<PostgresStore, string>();
  readonly #free: string[] = [];
  readonly #nodes = new NodeStores();
  #schemas = 0;

  constructor(connect: Connect) {
    this.#connect = connect;
    this.#own = new pg.Pool({ ...connect(), max: 1 });
  }

  fresh(): StoreSubject {
    const schemaOf = (store: unknown) => this.#stores.get(store as PostgresStore)!;
    return {
      open: (options) => this.#openNew(options),
      passTime: (ms) => this.#passTime(ms),
      reopen: async (store, options) => {
        await store.stop();
        return this.#open(schemaOf(store), options);
      },
      openBeside: (store, options) => this.#open(schemaOf(store), options),
      batched: async (store) => this.#nodes.of(store),
    };
  }

  async #openNew(options?: StoreOptions): Promise<PostgresStore> {
    const used = this.#free.pop();
    if (used !== undefined) return this.#open(used, options);
    const schema = `s${(this.#schemas += 1)}`;
    const store = await this.#open(schema, options);
    await this.#own.query(stillClock(schema));
    return store;
  }

  async #open(schema: string, { ttl }: StoreOptions = {}): Promise<PostgresStore> {
    const store = new PostgresStore({ connectionOptions: this.#connect() as object, schema, ttl });
    this.#stores.set(store, schema);
    await store.setup();
    return store;
  }

  /** The server's clock cannot be moved, so all that was written moves back, past the triggers that date each change. */
  async #passTime(ms: number): Promise<void> {
    const back = `- interval '${ms} milliseconds'`;
    for (const schema of new Set(this.#stores.values()))
      await this.#own.query(`
        ALTER TABLE "${schema}".store DISABLE TRIGGER USER;
        UPDATE "${schema}".store SET
          created_at = created_at ${back}, updated_at = updated_at ${back}, expires_at = expires_at ${back};
        ALTER TABLE "${schema}".store ENABLE TRIGGER USER`);
  }

  async endTest(): Promise<void> {
    await this.#nodes.stop();
    for (const store of this.#stores.keys()) await store.stop();
    for (const schema of new Set(this.#stores.values())) {
      await this.#own.query(`TRUNCATE "${schema}".store`);
      this.#free.push(schema);
    }
    this.#stores.clear();
  }

  end(): Promise<void> {
    return this.#own.end();
  }
}

/** In a test, time stands still but for `passTime`: whatever is dated from now on gets the same date. */
function stillClock(schema: string): string {
  return `
    CREATE TABLE "${schema}".clock AS SELECT CURRENT_TIMESTAMP AS still;
    CREATE FUNCTION "${schema}".stand_still() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN
      IF NEW.updated_at > (SELECT still FROM "${schema}".clock) THEN
        NEW.updated_at = (SELECT still FROM "${schema}".clock);
      END IF;
      IF TG_OP = 'INSERT' THEN NEW.created_at = NEW.updated_at; END IF;
      RETURN NEW;
    END $$;
    -- Triggers of one kind run in the order of their names: after the one of PostgresStore.
    CREATE TRIGGER z_stand_still BEFORE INSERT OR UPDATE ON "${schema}".store
      FOR EACH ROW EXECUTE FUNCTION "${schema}".stand_still()`;
}

export function postgresStore(server: PostgresServer): StoreUnderTest & AsyncDisposable {
  return storeBy("PostgresStore", new PostgresSubjects(() => ({ connectionString: server.url })));
}

export async function pgliteStore(): Promise<StoreUnderTest & AsyncDisposable> {
  const database = await PGlite.create();
  // One connection is all that there is: a second pool waits until the first has let go.
  const subjects = new PostgresSubjects(() => ({ ...createPgConfig(database), max: 1 }));
  const store = storeBy("PostgresStore on PGlite", subjects);
  return {
    ...store,
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]();
      await database.close();
    },
  };
}

function storeBy(name: string, subjects: PostgresSubjects): StoreUnderTest & AsyncDisposable {
  return {
    name,
    capabilities,
    fresh: () => subjects.fresh(),
    end: () => subjects.endTest(),
    [Symbol.asyncDispose]: () => subjects.end(),
  };
}
