// Stores that are wrong about time to live, about what is still there after a new start, and about a second store.
import type { Item } from "@langchain/langgraph-checkpoint";
import type { StoreOptions } from "../../../src/conformance/contracts/store.ts";
import { type Put, type Row, type Search, Storage } from "./reference-storage.ts";
import { ReferenceStore } from "./reference-store.ts";
import type { StoreClass } from "./reference-subject.ts";

/** Finds what has expired when `when` says so. */
const findingExpired = (when: (search: Search) => boolean): StoreClass =>
  class extends ReferenceStore {
    override isFound(row: Row, search: Search): boolean {
      return super.isFound(when(search) ? { ...row, expires: null } : row, search);
    }
  };

/** Changes the rows that it finds when it is opened. */
const losing = (keep: (row: Row) => Row): StoreClass =>
  class extends ReferenceStore {
    constructor(storage: Storage, options?: StoreOptions) {
      super(storage, options);
      for (const [address, row] of storage.rows) storage.rows.set(address, keep(row));
    }
  };

const MINUTE = 60_000;

export const brokenTimes: Readonly<Record<string, StoreClass>> = {
  "ttl/expires": class extends ReferenceStore {
    override isLive(): boolean {
      return true;
    }
  },
  "ttl/none-stays": class extends ReferenceStore {
    override readPut(raw: any): Put {
      return super.readPut({ ttl: 60, ...raw });
    }
  },
  "ttl/search-hides-expired": findingExpired(() => true),
  "ttl/namespaces-hide-expired": class extends ReferenceStore {
    override namespaces(): string[][] {
      return [...this.storage.rows.values()].map(({ namespace }) => namespace);
    }
  },
  "ttl/default": class extends ReferenceStore {
    override readPut(raw: any): Put {
      return super.readPut({ ...raw, ttl: this.options.ttl?.defaultTtl ?? raw.ttl });
    }
  },
  "ttl/get-renews": class extends ReferenceStore {
    override get_(namespace: string[], key: string): Item | null {
      const row = this.find(namespace, key);
      return row === undefined ? null : this.itemOf(row);
    }
  },
  "ttl/search-renews": class extends ReferenceStore {
    #isSearching = false;
    override search_(search: Search, vectors: Map<string, number[]>) {
      this.#isSearching = true;
      const hits = super.search_(search, vectors);
      this.#isSearching = false;
      return hits;
    }
    override renew(row: Row): void {
      if (!this.#isSearching) super.renew(row);
    }
  },
  "ttl/no-renewal-when-off": class extends ReferenceStore {
    override renew(row: Row): void {
      if (row.ttl !== null) row.expires = this.storage.now + row.ttl * MINUTE;
    }
  },
  "ttl/renews-by-its-own-time": class extends ReferenceStore {
    override renew(row: Row): void {
      const minutes = this.options.ttl?.defaultTtl;
      if (minutes !== undefined) row.expires = this.storage.now + minutes * MINUTE;
    }
  },
  "ttl/read-is-no-update": class extends ReferenceStore {
    override renew(row: Row): void {
      super.renew(row);
      this.storage.rows.set(this.addressOf(row.namespace, row.key), { ...row, updated: this.storage.now });
    }
  },
  "ttl/put-decides-anew": class extends ReferenceStore {
    override put_(put: Put, vectors: Map<string, number[]>): void {
      super.put_({ ...put, ttl: put.ttl ?? this.find(put.namespace, put.key)?.ttl ?? null }, vectors);
    }
  },
  "ttl/expired-is-forgotten": class extends ReferenceStore {
    override put_(put: Put, vectors: Map<string, number[]>): void {
      const address = this.addressOf(put.namespace, put.key);
      const created = this.storage.rows.get(address)?.created;
      super.put_(put, vectors);
      const row = this.storage.rows.get(address)!;
      this.storage.rows.set(address, { ...row, created: created ?? row.created });
    }
  },
  "ttl/reading-revives-nothing": class extends ReferenceStore {
    override get_(namespace: string[], key: string): Item | null {
      const row = this.storage.rows.get(this.addressOf(namespace, key));
      const item = super.get_(namespace, key);
      if (row !== undefined) this.renew(row);
      return item;
    }
  },
  "ttl/query-hides-expired": findingExpired(({ query }) => query !== undefined),
  "reopen/items": class extends ReferenceStore {
    constructor(_: Storage, options?: StoreOptions) {
      super(new Storage(), options);
    }
  },
  "reopen/changes": class extends ReferenceStore {
    readonly #deleted = new Set<string>();
    override delete_(namespace: string[], key: string): void {
      this.#deleted.add(this.addressOf(namespace, key));
    }
    override isLive(row: Row): boolean {
      return super.isLive(row) && !this.#deleted.has(this.addressOf(row.namespace, row.key));
    }
  },
  "reopen/vectors": losing((row) => ({ ...row, vectors: [] })),
  "reopen/ttl": losing((row) => ({ ...row, expires: null })),
  "two-stores/see-each-other": class extends ReferenceStore {
    readonly #seen = new Map<string, Row>();
    override put_(put: Put, vectors: Map<string, number[]>): void {
      this.#seen.delete(this.addressOf(put.namespace, put.key));
      super.put_(put, vectors);
    }
    override find(namespace: readonly string[], key: string): Row | undefined {
      const address = this.addressOf(namespace, key);
      const row = this.#seen.get(address) ?? super.find(namespace, key);
      if (row !== undefined) this.#seen.set(address, row);
      return row;
    }
  },
  "two-stores/vectors": class extends ReferenceStore {
    readonly #seen = new Map<string, Row>();
    override scoreOf(row: Row, query: number[]): number {
      const address = this.addressOf(row.namespace, row.key);
      if (!this.#seen.has(address)) this.#seen.set(address, row);
      return super.scoreOf(this.#seen.get(address)!, query);
    }
  },
};
