// The store contract on our store: over sql.js, with everything that it declares.
import { inProcessHost } from "@forkpoint/conformance";
import { describeConformance } from "@forkpoint/conformance/vitest";
import { AsyncBatchedStore } from "@langchain/langgraph-checkpoint";
import { describe, expect, it, test } from "vitest";
import { SqlJsStore } from "@forkpoint/savers";
import {
  type StoreCapability,
  type StoreSubject,
  selectDeclared,
  storeContract,
} from "../../../src/conformance/contracts/store.ts";
import { sqlJs } from "../saver-at-hand.ts";

const DECLARED: readonly StoreCapability[] = [
  "clock",
  "ttl",
  "semantic-search",
  "multi-field",
  "membership-filters",
  "reopen",
  "two-instances",
  "batched",
];

function subject(): StoreSubject & { end(): Promise<void> } {
  let passedMs = 0;
  const now = () => Date.now() + passedMs;
  const opened: { stop(): unknown; close?(): void }[] = [];
  const keep = <Store extends { stop(): unknown }>(store: Store): Store => {
    opened.push(store);
    return store;
  };
  return {
    open: async (options) => keep(await SqlJsStore.open({ sqlJs, now, ...options })),
    passTime: async (ms) => void (passedMs += ms),
    async reopen(store, options) {
      const bytes = (store as SqlJsStore).export();
      (store as SqlJsStore).close();
      return keep(await SqlJsStore.open({ sqlJs, bytes, now, ...options }));
    },
    openBeside: async (store, options) => keep(new SqlJsStore((store as SqlJsStore).database, { now, ...options })),
    async batched(store) {
      const wrapped = keep(new AsyncBatchedStore(store));
      wrapped.start();
      return wrapped;
    },
    async end() {
      for (const store of opened.reverse()) {
        await store.stop();
        store.close?.();
      }
    },
  };
}

function host() {
  let current = subject();
  return inProcessHost<StoreSubject>({
    fresh: () => (current = subject()),
    end: () => current.end(),
  });
}

const { tests, withheld } = selectDeclared(storeContract, DECLARED, "store");

test("every rule of the contract is run", () => {
  expect(withheld).toEqual([]);
  expect(tests.length).toBeGreaterThanOrEqual(60);
});

describeConformance("SqlJsStore", tests, host, { describe, it });
