// Stores that are wrong about search with a query.
import type { Operation, OperationResults, SearchItem } from "@langchain/langgraph-checkpoint";
import { ComparesNamespacesAsText } from "./broken-names.ts";
import { FiltersAfterPaging } from "./broken-searches.ts";
import type { Hit, Row, Search, Step } from "./reference-storage.ts";
import { ReferenceStore } from "./reference-store.ts";
import type { StoreClass } from "./reference-subject.ts";

type Rightly = (search: Search) => SearchItem[];

/** Wrong only where there is a query. */
const searching = (search: (search: Search, rightly: Rightly) => SearchItem[]): StoreClass =>
  class extends ReferenceStore {
    override search_(given: Search, vectors: Map<string, number[]>): SearchItem[] {
      const rightly = (other: Search) => super.search_(other, vectors);
      return given.query === undefined ? rightly(given) : search(given, rightly);
    }
  };

const dot = (a: number[], b: number[]): number => a.reduce((sum, value, place) => sum + value * b[place]!, 0);

export const brokenRankings: Readonly<Record<string, StoreClass>> = {
  "ranking/nearest-first": class extends ReferenceStore {
    override likeness(a: number[], b: number[]): number {
      return dot(a, b);
    }
  },
  "ranking/scores": class extends ReferenceStore {
    override likeness(a: number[], b: number[]): number {
      return (1 + super.likeness(a, b)) / 2;
    }
  },
  "ranking/no-query-no-score": class extends ReferenceStore {
    override queryOf(step: Step): string[] {
      return super.queryOf(step.kind === "search" ? { ...step, query: step.query ?? "everything" } : step);
    }
  },
  "ranking/limit-keeps-the-best": class extends ReferenceStore {
    override rank(rows: readonly Row[], query: number[]): Hit[] {
      return super.rank(rows.slice(0, 3), query);
    }
  },
  "ranking/filter": FiltersAfterPaging,
  "ranking/prefix": ComparesNamespacesAsText,
  "ranking/all-together": searching((search, rightly) =>
    rightly(Object.keys(search.filter).length > 0 ? { ...search, offset: 0 } : search),
  ),
  "ranking/unindexed-follow": class extends ReferenceStore {
    override rank(rows: readonly Row[], query: number[]): Hit[] {
      return super.rank(rows, query).filter(({ score }) => score !== undefined);
    }
  },
  "ranking/pages-through-unindexed": searching((search, rightly) => {
    const all = rightly({ ...search, limit: Infinity, offset: 0 });
    const page = all.filter(({ score }) => score !== undefined).slice(search.offset, search.offset + search.limit);
    const others = all.filter(({ score }) => score === undefined);
    return [...page, ...others.slice(0, search.limit - page.length)];
  }),
  "ranking/several-queries-in-batch": class extends ReferenceStore {
    override async batch<Op extends Operation[]>(operations: Op): Promise<OperationResults<Op>> {
      const query = operations.map((operation) => "query" in operation && operation.query).find(Boolean);
      const all = operations.map((operation) => ("query" in operation ? { ...operation, query } : operation));
      return super.batch(all as Op);
    }
  },
};
