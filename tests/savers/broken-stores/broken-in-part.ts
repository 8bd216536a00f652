// Stores that keep most of a rule: what is wrong shows in one of its later observations, which is named beside the rule.
import type { Item, MatchCondition, SearchItem } from "@langchain/langgraph-checkpoint";
import type { List, Put, Row, Search, Step } from "./reference-storage.ts";
import { ReferenceStore } from "./reference-store.ts";
import type { StoreClass } from "./reference-subject.ts";
import { COMPARISONS, meets } from "./reference-values.ts";

interface PartlyBroken {
  readonly rule: string;
  /** What the assertion says that must fail. */
  readonly what: RegExp;
  readonly Store: StoreClass;
}

/** $gte and $lte leave out equality. */
class ComparesStrictly extends ReferenceStore {
  override meets(item: unknown, wanted: unknown): boolean {
    return meets(item, wanted, { ...COMPARISONS, $gte: COMPARISONS.$gt!, $lte: COMPARISONS.$lt! });
  }
}

const checking = (seen: (namespace: readonly unknown[]) => readonly unknown[]): StoreClass =>
  class extends ReferenceStore {
    override checkNamespace(namespace: readonly unknown[]): void {
      super.checkNamespace(seen(namespace));
    }
  };

const ChecksFirstLabel = checking((namespace) => namespace.slice(0, 1));

export const partlyBroken: readonly PartlyBroken[] = [
  {
    rule: "items/missing-is-null",
    what: /another namespace/,
    Store: class extends ReferenceStore {
      override find(namespace: readonly string[], key: string): Row | undefined {
        return super.find(namespace, key) ?? [...this.storage.rows.values()].find((row) => row.key === key);
      }
    },
  },
  { rule: "refuses/empty-label", what: /put with \["a",""\]/, Store: ChecksFirstLabel },
  { rule: "refuses/dot-in-label", what: /put with \["a","\."\]/, Store: ChecksFirstLabel },
  {
    rule: "refuses/langgraph-root",
    what: /put with \["langgraph","a"\]/,
    Store: checking((namespace) => (namespace.length > 1 ? ["x", ...namespace] : namespace)),
  },
  {
    rule: "namespaces/get-is-exact",
    what: /after a delete above/,
    Store: class extends ReferenceStore {
      override delete_(namespace: string[], key: string): void {
        for (const row of [...this.storage.rows.values()])
          if (row.key === key && this.isUnder(row.namespace, namespace)) super.delete_(row.namespace, key);
      }
    },
  },
  {
    rule: "search/gives-whole-items",
    what: /the score of a search without a query/,
    Store: class extends ReferenceStore {
      override search_(search: Search, vectors: Map<string, number[]>): SearchItem[] {
        return super.search_(search, vectors).map((hit) => ({ score: 0, ...hit }));
      }
    },
  },
  { rule: "filter/order-of-numbers", what: /x >= 9/, Store: ComparesStrictly },
  { rule: "filter/order-of-dates", what: /since the new year began/, Store: ComparesStrictly },
  {
    rule: "list/wildcard-in-prefix",
    what: /\* \/ a/,
    Store: class extends ReferenceStore {
      override matches(namespace: readonly string[], { matchType, path }: MatchCondition): boolean {
        // One star for any number of labels.
        const sought = path.filter((label) => label !== "*");
        return path.includes("*") && matchType === "prefix"
          ? sought.every((label) => namespace.includes(label))
          : super.matches(namespace, { matchType, path });
      }
    },
  },
  {
    rule: "copies/namespaces",
    what: /^namespaces/,
    Store: class extends ReferenceStore {
      readonly #lists = new Map<string, string[][]>();
      override list_(list: List): string[][] {
        const key = JSON.stringify(list);
        if (!this.#lists.has(key)) this.#lists.set(key, super.list_(list));
        return this.#lists.get(key)!;
      }
    },
  },
  {
    rule: "batch/in-order",
    what: /the search after the put/,
    Store: class extends ReferenceStore {
      override atomically<Result>(act: () => Result): Result {
        this.#before = [...this.storage.rows.values()];
        return act();
      }
      #before: Row[] = [];
      override isFound(row: Row, search: Search): boolean {
        return this.#before.includes(row) && super.isFound(row, search);
      }
    },
  },
  {
    rule: "ttl/expires",
    what: /there after 9 of 10 minutes/,
    Store: class extends ReferenceStore {
      override readPut(raw: any): Put {
        return super.readPut(raw.ttl === undefined ? raw : { ...raw, ttl: raw.ttl / 60 });
      }
    },
  },
  {
    rule: "ttl/search-hides-expired",
    what: /how many with limit 2/,
    Store: class extends ReferenceStore {
      override search_(search: Search, vectors: Map<string, number[]>): SearchItem[] {
        const rows = [...this.storage.rows.values()];
        const page = this.page(rows, search).filter((row) => this.isFound(row, search));
        return page.length === rows.length ? super.search_(search, vectors) : page.map((row) => this.itemOf(row));
      }
    },
  },
  {
    rule: "ttl/no-renewal-when-off",
    what: /the item after 12 minutes/,
    Store: class extends ReferenceStore {
      override get_(namespace: string[], key: string): Item | null {
        const row = this.find(namespace, key);
        if (row !== undefined && row.ttl !== null) row.expires = this.storage.now + row.ttl * 60_000;
        return row === undefined ? null : this.itemOf(row);
      }
    },
  },
  {
    rule: "ranking/unindexed-follow",
    what: /the other items have no score/,
    Store: class extends ReferenceStore {
      override rank(rows: readonly Row[], query: number[]) {
        return super.rank(rows, query).map(({ row, score = 0 }) => ({ row, score }));
      }
    },
  },
  {
    rule: "fields/of-one-put",
    what: /another item for the field of the index/,
    Store: class extends ReferenceStore {
      #index: string[] | undefined;
      override textsOf(value: unknown, index: false | string[] | undefined): string[] {
        if (Array.isArray(index)) this.#index = index;
        return super.textsOf(value, index ?? this.#index);
      }
    },
  },
  {
    rule: "embedder/failure-stores-nothing",
    what: /put of a new item/,
    Store: class extends ReferenceStore {
      override async vectorsOf(steps: readonly Step[]): Promise<Map<string, number[]>> {
        try {
          return await super.vectorsOf(steps);
        } catch {
          for (const step of steps) if (step.kind === "put") step.texts.length = 0;
          return new Map();
        }
      }
    },
  },
  {
    rule: "embedder/failure-stores-nothing",
    what: /still found by its old text/,
    Store: class extends ReferenceStore {
      override async vectorsOf(steps: readonly Step[]): Promise<Map<string, number[]>> {
        for (const step of steps)
          if (step.kind === "put" && step.texts.length > 0) this.find(step.namespace, step.key)?.vectors.splice(0);
        return super.vectorsOf(steps);
      }
    },
  },
  {
    rule: "reopen/vectors",
    what: /the texts that were embedded/,
    Store: class extends ReferenceStore {
      #isWarm = false;
      override async vectorsOf(steps: readonly Step[]): Promise<Map<string, number[]>> {
        const texts = [...this.storage.rows.values()].flatMap(({ value }) =>
          this.textsOf(JSON.parse(value), undefined),
        );
        if (!this.#isWarm && this.options.index !== undefined && texts.length > 0) await this.embed(texts);
        this.#isWarm = true;
        return super.vectorsOf(steps);
      }
    },
  },
  {
    rule: "at-once/puts-and-searches",
    what: /the item that was there before is found/,
    Store: class extends ReferenceStore {
      override async put(namespace: string[], key: string, value: any, index?: any): Promise<void> {
        const { rows } = this.storage;
        let kept: [string, Row][] = [];
        await this.inTurn(async () => {
          kept = [...rows];
          rows.clear();
        });
        await this.inTurn(async () => kept.forEach(([address, row]) => rows.set(address, row)));
        await super.put(namespace, key, value, index);
      }
    },
  },
];
