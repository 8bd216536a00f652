// Stores that are wrong about single items, their times, and what is shared with the caller.
import type { Item, Operation, OperationResults, SearchItem } from "@langchain/langgraph-checkpoint";
import type { Put, Row, Search } from "./reference-storage.ts";
import { ReferenceStore } from "./reference-store.ts";
import type { StoreClass } from "./reference-subject.ts";

/** Values pass through JSON with a replacer. */
const storing = (replace: (value: unknown) => unknown): StoreClass =>
  class extends ReferenceStore {
    override readPut(raw: any): Put {
      return super.readPut({
        ...raw,
        value: JSON.parse(JSON.stringify(raw.value, (_, each: unknown) => replace(each))),
      });
    }
  };

export const brokenItems: Readonly<Record<string, StoreClass>> = {
  "items/come-back": class extends ReferenceStore {
    override itemOf(row: Row): Item {
      return { ...super.itemOf(row), namespace: row.namespace.slice(0, 1) };
    }
  },
  "items/missing-is-null": class extends ReferenceStore {
    override get_(namespace: string[], key: string): Item | null {
      return super.get_(namespace, key) ?? (undefined as never);
    }
  },
  "items/any-json": storing((value) => (value === null ? undefined : value)),
  "items/proto-in-value": class extends ReferenceStore {
    override itemOf(row: Row): Item {
      const item = super.itemOf(row);
      const value: Record<string, unknown> = {};
      for (const [key, each] of Object.entries(item.value)) value[key] = each;
      return { ...item, value };
    }
  },
  "items/large-value": storing((value) => (typeof value === "string" ? value.slice(0, 65_535) : value)),
  "items/refuses-what-json-cannot-hold": storing((value) => (typeof value === "bigint" ? Number(value) : value)),
  "items/put-replaces": class extends ReferenceStore {
    override put_(put: Put, vectors: Map<string, number[]>): void {
      const old = this.find(put.namespace, put.key)?.value ?? "{}";
      super.put_({ ...put, value: JSON.stringify({ ...JSON.parse(old), ...JSON.parse(put.value) }) }, vectors);
    }
  },
  "items/delete": class extends ReferenceStore {
    override delete_(namespace: string[], key: string): void {
      for (const row of [...this.storage.rows.values()])
        if (row.key.startsWith(key) && row.namespace.join() === namespace.join()) super.delete_(namespace, row.key);
    }
  },
  "items/delete-missing": class extends ReferenceStore {
    override delete_(namespace: string[], key: string): void {
      if (this.find(namespace, key) === undefined) throw new Error("no such item");
      super.delete_(namespace, key);
    }
  },
  "items/put-null-deletes": class extends ReferenceStore {
    override read(raw: any) {
      return raw.value === null ? this.readPut({ ...raw, value: {} }) : super.read(raw);
    }
  },
  "times/are-dates": class extends ReferenceStore {
    override itemOf(row: Row): Item {
      return { ...super.itemOf(row), createdAt: new Date(row.created).toISOString() as never };
    }
  },
  "times/creation-stays": class extends ReferenceStore {
    override put_(put: Put, vectors: Map<string, number[]>): void {
      this.delete_(put.namespace, put.key);
      super.put_(put, vectors);
    }
  },
  "times/deleted-is-forgotten": class extends ReferenceStore {
    readonly #created = new Map<string, number>();
    override put_(put: Put, vectors: Map<string, number[]>): void {
      const address = this.addressOf(put.namespace, put.key);
      super.put_(put, vectors);
      const row = this.storage.rows.get(address)!;
      if (!this.#created.has(address)) this.#created.set(address, row.created);
      this.storage.rows.set(address, { ...row, created: this.#created.get(address)! });
    }
  },
  "copies/get": class extends ReferenceStore {
    readonly #items = new Map<Row, Item>();
    override get_(namespace: string[], key: string): Item | null {
      const row = this.find(namespace, key);
      if (row !== undefined && !this.#items.has(row)) this.#items.set(row, this.itemOf(row));
      return row === undefined ? null : this.#items.get(row)!;
    }
  },
  "copies/search": class extends ReferenceStore {
    readonly #values = new Map<Row, Record<string, unknown>>();
    override search_(search: Search, vectors: Map<string, number[]>): SearchItem[] {
      return super.search_(search, vectors).map((hit) => {
        const row = this.find(hit.namespace, hit.key)!;
        if (!this.#values.has(row)) this.#values.set(row, hit.value);
        return { ...hit, value: this.#values.get(row)! };
      });
    }
    override itemOf(row: Row): Item {
      return { ...super.itemOf(row), value: structuredClone(this.#values.get(row) ?? super.itemOf(row).value) };
    }
  },
  "copies/within-batch": class extends ReferenceStore {
    override async batch<Op extends Operation[]>(operations: Op): Promise<OperationResults<Op>> {
      const results = (await super.batch(operations)) as unknown[];
      const first = (operation: Operation) =>
        operations.findIndex((each) => JSON.stringify(each) === JSON.stringify(operation));
      return operations.map((operation) => results[first(operation)]) as OperationResults<Op>;
    }
  },
  "copies/put": class extends ReferenceStore {
    readonly #given = new Map<string, Record<string, unknown>>();
    override readPut(raw: any): Put {
      this.#given.set(this.addressOf(raw.namespace, raw.key), raw.value);
      return super.readPut(raw);
    }
    override itemOf(row: Row): Item {
      return { ...super.itemOf(row), value: structuredClone(this.#given.get(this.addressOf(row.namespace, row.key))!) };
    }
  },
  "copies/put-in-progress": class extends ReferenceStore {
    override async batch<Op extends Operation[]>(operations: Op): Promise<OperationResults<Op>> {
      await Promise.resolve();
      return super.batch(operations);
    }
  },
  "copies/namespaces": class extends ReferenceStore {
    override readPut(raw: any): Put {
      return { ...super.readPut(raw), namespace: raw.namespace };
    }
  },
  "copies/times": class extends ReferenceStore {
    readonly #dates = new Map<Row, Date>();
    override itemOf(row: Row): Item {
      if (!this.#dates.has(row)) this.#dates.set(row, new Date(row.created));
      return { ...super.itemOf(row), createdAt: this.#dates.get(row)! };
    }
  },
};
