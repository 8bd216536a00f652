// Stores that are wrong about search without a query, its pages and its filters.
import type { Operation, OperationResults, SearchItem } from "@langchain/langgraph-checkpoint";
import { isLike } from "./like.ts";
import type { Page, Search } from "./reference-storage.ts";
import { ReferenceStore } from "./reference-store.ts";
import type { StoreClass } from "./reference-subject.ts";
import { COMPARISONS, hasOperators, isObject, meets, sameJson } from "./reference-values.ts";

const paging = (slice: (page: Page, count: number) => [from: number, to: number]): StoreClass =>
  class extends ReferenceStore {
    override page<Each>(hits: Each[], page: Page): Each[] {
      return hits.slice(...slice(page, hits.length));
    }
  };

/** One condition, and how the reference store would decide it. */
type Decide = (item: any, wanted: any, rightly: () => boolean) => boolean;

const meeting = (decide: Decide): StoreClass =>
  class extends ReferenceStore {
    override meets(item: unknown, wanted: unknown): boolean {
      return decide(item, wanted, () => super.meets(item, wanted));
    }
  };

const comparing = (comparisons: Partial<typeof COMPARISONS>): StoreClass =>
  meeting((item, wanted) => meets(item, wanted, { ...COMPARISONS, ...comparisons } as typeof COMPARISONS));

/** All four, by one function of which the sign counts; undefined is no match. */
const ordering = (order: (item: any, operand: any) => number | undefined): StoreClass =>
  comparing({
    $gt: (item, operand) => order(item, operand)! > 0,
    $gte: (item, operand) => order(item, operand)! >= 0,
    $lt: (item, operand) => order(item, operand)! < 0,
    $lte: (item, operand) => order(item, operand)! <= 0,
  });

const sameType = (item: unknown, operand: unknown): boolean => typeof item === typeof operand;

export class FiltersAfterPaging extends ReferenceStore {
  override search_(search: Search, vectors: Map<string, number[]>): SearchItem[] {
    return super.search_({ ...search, filter: {} }, vectors).filter(({ value }) => this.fits(value, search.filter));
  }
}

export const brokenSearches: Readonly<Record<string, StoreClass>> = {
  "search/gives-whole-items": class extends ReferenceStore {
    override search_(search: Search, vectors: Map<string, number[]>): SearchItem[] {
      return super.search_(search, vectors).map((hit) => ({ ...hit, namespace: search.prefix }));
    }
  },
  "search/nothing-is-empty": class extends ReferenceStore {
    override search_(search: Search, vectors: Map<string, number[]>): SearchItem[] {
      const hits = super.search_(search, vectors);
      return hits.length === 0 ? (null as never) : hits;
    }
  },
  "search/default-limit": class extends ReferenceStore {
    override async batch<Op extends Operation[]>(operations: Op): Promise<OperationResults<Op>> {
      const all = operations.map((operation) =>
        "namespacePrefix" in operation ? { limit: 1_000, ...operation } : operation,
      );
      return super.batch(all as Op);
    }
  },
  "search/limit": paging(({ limit, offset }) => [offset, offset + Math.min(limit, 10)]),
  "search/limit-zero-is-none": paging(({ limit, offset }) => [offset, offset + (limit || 10)]),
  "search/offset-past-the-end": paging(({ limit, offset }, count) => {
    const from = offset < count ? offset : 0;
    return [from, from + limit];
  }),
  "search/pages-visit-each-once": paging(({ limit, offset }) => [
    Math.max(0, offset - 1),
    Math.max(0, offset - 1) + limit,
  ]),
  "search/same-order-twice": class extends ReferenceStore {
    #times = 0;
    override search_(search: Search, vectors: Map<string, number[]>): SearchItem[] {
      this.#times += 1;
      const hits = super.search_(search, vectors);
      return [...hits.slice(this.#times), ...hits.slice(0, this.#times)];
    }
  },
  "search/filter-before-limit": FiltersAfterPaging,
  "filter/equal": meeting((item, wanted, rightly) =>
    typeof item === "number" && typeof wanted === "number" ? Math.trunc(item) === Math.trunc(wanted) : rightly(),
  ),
  "filter/by-type": meeting((item, wanted, rightly) =>
    isObject(wanted) ? rightly() : String(item) === String(wanted),
  ),
  "filter/null": meeting((item, wanted) => meets(item ?? null, wanted)),
  "filter/all-keys-must-match": class extends ReferenceStore {
    override fits(value: Record<string, unknown>, filter: Record<string, unknown>): boolean {
      const each = Object.entries(filter);
      return each.length === 0 || each.some(([key, wanted]) => this.meets(value[key], wanted));
    }
  },
  "filter/object": meeting((item, wanted, rightly) =>
    isObject(item) && isObject(wanted) && !hasOperators(wanted)
      ? Object.entries(wanted).every(([key, value]) => sameJson(item[key], value))
      : rightly(),
  ),
  "filter/empty-object": meeting(
    (_, wanted, rightly) => (isObject(wanted) && Object.keys(wanted).length === 0) || rightly(),
  ),
  "filter/list": meeting((item, wanted, rightly) =>
    Array.isArray(item) && Array.isArray(wanted) ? wanted.every((each) => item.includes(each)) : rightly(),
  ),
  "filter/key-is-literal": class extends ReferenceStore {
    override fits(value: Record<string, unknown>, filter: Record<string, unknown>): boolean {
      const at = (path: string) => path.split(".").reduce((inner: any, key) => inner?.[key], value);
      return Object.entries(filter).every(([key, wanted]) => this.meets(at(key), wanted));
    }
  },
  "filter/inherited-keys": class extends ReferenceStore {
    override fits(value: any, filter: Record<string, unknown>): boolean {
      // eslint-disable-next-line no-prototype-builtins -- the mistake that is to be noticed
      const at = (key: string) => (value.hasOwnProperty(key) ? value[key] : undefined);
      return Object.entries(filter).every(([key, wanted]) => this.meets(at(key), wanted));
    }
  },
  "filter/value-is-literal": meeting((item, wanted, rightly) =>
    typeof item === "string" && typeof wanted === "string" ? isLike(item, wanted) : rightly(),
  ),
  "filter/undefined-never-widens": meeting((_, wanted, rightly) => wanted === undefined || rightly()),
  "filter/eq": meeting((item, wanted, rightly) =>
    hasOperators(wanted) && "$eq" in wanted ? item === wanted.$eq : rightly(),
  ),
  "filter/ne": comparing({ $ne: (item, operand) => item !== undefined && !sameJson(item, operand) }),
  "filter/order-of-numbers": ordering((item, operand) =>
    sameType(item, operand) ? String(item).localeCompare(String(operand)) : undefined,
  ),
  "filter/order-of-dates": ordering((item, operand) => Number(item) - Number(operand)),
  "filter/order-of-text": ordering((item, operand) =>
    sameType(item, operand) ? String(item).localeCompare(String(operand), "en", { numeric: true }) : undefined,
  ),
  "filter/order-keeps-to-its-type": comparing({
    $gt: (item, operand) => item > operand,
    $gte: (item, operand) => item >= operand,
    $lt: (item, operand) => item < operand,
    $lte: (item, operand) => item <= operand,
  }),
  "filter/range": meeting((item, wanted) =>
    meets(item, hasOperators(wanted) ? Object.fromEntries(Object.entries(wanted).slice(0, 1)) : wanted),
  ),
  "filter/unknown-operator-never-widens": meeting((item, wanted) => {
    const known = ([name]: [string, unknown]) => Object.hasOwn(COMPARISONS, name);
    return (
      !hasOperators(wanted) || meets(item, { $nin: [], ...Object.fromEntries(Object.entries(wanted).filter(known)) })
    );
  }),
  "filter/in": comparing({ $in: (item, operand) => operand.length === 0 || operand.includes(item) }),
  "filter/nin": comparing({ $nin: (item, operand) => item !== undefined && !operand.includes(item) }),
};
