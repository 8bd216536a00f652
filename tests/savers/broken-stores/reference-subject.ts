// The reference store, or one that differs from it, as a subject that declares everything.
import type { StoreCapability, StoreOptions, StoreSubject } from "../../../src/conformance/contracts/store.ts";
import type { NodeStores } from "../store-in-node.ts";
import { Storage } from "./reference-storage.ts";
import { ReferenceStore } from "./reference-store.ts";

export const ALL_CAPABILITIES: readonly StoreCapability[] = [
  "clock",
  "ttl",
  "semantic-search",
  "multi-field",
  "membership-filters",
  "reopen",
  "two-instances",
  "batched",
];

export type StoreClass = new (storage: Storage, options?: StoreOptions) => ReferenceStore;

export function referenceSubject(nodes: NodeStores, Store: StoreClass = ReferenceStore): Required<StoreSubject> {
  const opened: Storage[] = [];
  const storageOf = (store: unknown): Storage => (store as ReferenceStore).storage;
  return {
    async open(options) {
      const storage = new Storage();
      opened.push(storage);
      return new Store(storage, options);
    },
    async passTime(ms) {
      for (const storage of opened) storage.now += ms;
    },
    reopen: async (store, options) => new Store(storageOf(store), options),
    openBeside: async (store, options) => new Store(storageOf(store), options),
    batched: async (store) => nodes.of(store),
  };
}
