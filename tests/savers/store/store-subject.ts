// What the store contract is run on: our store over some storage, with a clock that is moved. Runs in Node and in browsers.
import { inProcessHost } from "@forkpoint/conformance";
import { AsyncBatchedStore, type BaseStore } from "@langchain/langgraph-checkpoint";
import type { SqlJsStatic } from "sql.js";
import { Database, SqlJsStore } from "@forkpoint/savers";
import type { StoreCapability, StoreSubject } from "../../../src/conformance/contracts/store.ts";

export const DECLARED: readonly StoreCapability[] = [
  "clock",
  "ttl",
  "semantic-search",
  "multi-field",
  "membership-filters",
  "reopen",
  "two-instances",
  "batched",
];

/** One storage: connections to it, and what is left of it when they are closed. */
export interface Storage {
  connect(): Database;
  reconnect(before: Database): Database;
  remove(): void;
}

export const inMemory = (sqlJs: SqlJsStatic) => (): Storage => {
  let database: Database | undefined;
  return {
    connect: () => (database ??= Database.over(new sqlJs.Database())),
    reconnect(before) {
      const bytes = before.export();
      before.close();
      return (database = Database.over(new sqlJs.Database(bytes)));
    },
    remove: () => database?.close(),
  };
};

function subjectOver(storages: () => Storage): StoreSubject & { end(): Promise<void> } {
  let passedMs = 0;
  const now = () => Date.now() + passedMs;
  const used = new Map<BaseStore, Storage>();
  const running: AsyncBatchedStore[] = [];
  const keep = (store: SqlJsStore, storage: Storage): SqlJsStore => {
    used.set(store, storage);
    return store;
  };
  return {
    async open(options) {
      const storage = storages();
      return keep(new SqlJsStore(storage.connect(), { now, ...options }), storage);
    },
    passTime: async (ms) => void (passedMs += ms),
    async reopen(store, options) {
      const storage = used.get(store)!;
      return keep(new SqlJsStore(storage.reconnect((store as SqlJsStore).database), { now, ...options }), storage);
    },
    async openBeside(store, options) {
      const storage = used.get(store)!;
      return keep(new SqlJsStore(storage.connect(), { now, ...options }), storage);
    },
    async batched(store) {
      const inNode = new AsyncBatchedStore(store);
      inNode.start();
      running.push(inNode);
      return inNode;
    },
    async end() {
      for (const inNode of running) await inNode.stop();
      for (const storage of new Set(used.values())) storage.remove();
    },
  };
}

export function hostOver(storages: () => Storage) {
  let current = subjectOver(storages);
  return inProcessHost<StoreSubject>({
    fresh: () => (current = subjectOver(storages)),
    end: () => current.end(),
  });
}
