// Stores as subjects of the contract: ours and those that LangGraph has, each with what it declares.
import { type BaseStore, InMemoryStore } from "@langchain/langgraph-checkpoint";
import { SqlJsStore } from "@forkpoint/savers";
import { vi } from "vitest";
import type { StoreCapability, StoreOptions, StoreSubject } from "../../src/conformance/contracts/store.ts";
import { NodeStores } from "./store-in-node.ts";
import { sqlJs } from "./saver-at-hand.ts";

export interface StoreUnderTest {
  readonly name: string;
  readonly capabilities: readonly StoreCapability[];
  /** A subject for one test, and what clears up after it. */
  fresh(): StoreSubject;
  end?(): void | Promise<void>;
}

const nodes = new NodeStores();
const batched = async (store: BaseStore): Promise<BaseStore> => nodes.of(store);

export const sqlJsStore: StoreUnderTest = {
  name: "SqlJsStore",
  capabilities: [
    "clock",
    "ttl",
    "semantic-search",
    "multi-field",
    "membership-filters",
    "reopen",
    "two-instances",
    "batched",
  ],
  fresh() {
    let now = Date.now();
    const openOver = (bytes: Uint8Array | undefined, options: StoreOptions = {}) =>
      SqlJsStore.open({ sqlJs, bytes, now: () => now, ...options });
    return {
      open: (options) => openOver(undefined, options),
      async passTime(ms) {
        now += ms;
      },
      async reopen(store, options) {
        const bytes = (store as SqlJsStore).export();
        (store as SqlJsStore).close();
        return openOver(bytes, options);
      },
      openBeside: async (store, options = {}) =>
        new SqlJsStore((store as SqlJsStore).database, { now: () => now, ...options }),
      batched,
    };
  },
  end: () => nodes.stop(),
};

/** It keeps no expiry and no file; its clock is `Date`. */
export const inMemoryStore: StoreUnderTest = {
  name: "InMemoryStore",
  capabilities: ["clock", "semantic-search", "multi-field", "membership-filters", "batched"],
  fresh() {
    vi.useFakeTimers({ toFake: ["Date"] });
    return {
      async open({ index } = {}) {
        return new InMemoryStore(index && { index: { ...index, embeddings: embeddingsBy(index.embed) } });
      },
      async passTime(ms) {
        vi.setSystemTime(Date.now() + ms);
      },
      batched,
    };
  },
  async end() {
    vi.useRealTimers();
    await nodes.stop();
  },
};

/** LangChain's interface over one function. */
function embeddingsBy(embed: NonNullable<StoreOptions["index"]>["embed"]): any {
  return {
    embedDocuments: (texts: string[]) => embed(texts),
    embedQuery: async (text: string) => (await embed([text]))[0],
  };
}
