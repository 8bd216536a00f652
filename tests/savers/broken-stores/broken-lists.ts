// Stores that are wrong about listNamespaces.
import type { BaseStore, MatchCondition } from "@langchain/langgraph-checkpoint";
import type { List, Put } from "./reference-storage.ts";
import { ReferenceStore } from "./reference-store.ts";
import type { StoreClass } from "./reference-subject.ts";

type Condition = MatchCondition & { readonly namespace: readonly string[] };

const matching = (matches: (condition: Condition, rightly: () => boolean) => boolean): StoreClass =>
  class extends ReferenceStore {
    override matches(namespace: readonly string[], condition: MatchCondition): boolean {
      return matches({ ...condition, namespace }, () => super.matches(namespace, condition));
    }
  };

const listing = (
  list: (list: List, rightly: (list: List) => string[][], store: ReferenceStore) => string[][],
): StoreClass =>
  class extends ReferenceStore {
    override list_(given: List): string[][] {
      return list(given, (other) => super.list_(other), this);
    }
  };

export const brokenLists: Readonly<Record<string, StoreClass>> = {
  "list/each-once": class extends ReferenceStore {
    override once(namespaces: readonly string[][]): string[][] {
      return [...namespaces];
    }
  },
  "list/emptied-are-gone": class extends ReferenceStore {
    readonly #ever: string[][] = [];
    override put_(put: Put, vectors: Map<string, number[]>): void {
      this.#ever.push(put.namespace);
      super.put_(put, vectors);
    }
    override namespaces(): string[][] {
      return this.#ever;
    }
  },
  "list/prefix": matching(
    ({ matchType, path, namespace }, rightly) =>
      rightly() && (matchType !== "prefix" || namespace.length > path.length),
  ),
  "list/prefix-is-by-label": matching(({ matchType, path, namespace }, rightly) =>
    matchType === "prefix" ? namespace.join(":").startsWith(path.join(":")) : rightly(),
  ),
  "list/suffix": matching(({ matchType, path, namespace }, rightly) =>
    matchType === "suffix" ? namespace.at(-1) === path.at(-1) : rightly(),
  ),
  "list/suffix-is-by-label": matching(({ matchType, path, namespace }, rightly) =>
    matchType === "suffix" ? namespace.join(":").endsWith(path.join(":")) : rightly(),
  ),
  "list/prefix-and-suffix": listing((list, rightly) => rightly({ ...list, conditions: list.conditions.slice(-1) })),
  "list/wildcard-in-prefix": matching(
    ({ matchType, path }, rightly) => rightly() && !(matchType === "prefix" && path.includes("*")),
  ),
  "list/wildcard-in-suffix": matching(
    ({ matchType, path }, rightly) => rightly() && !(matchType === "suffix" && path.includes("*")),
  ),
  "list/max-depth": listing((list, rightly) =>
    rightly({ ...list, maxDepth: Infinity }).filter(({ length }) => length <= list.maxDepth),
  ),
  "list/conditions-before-depth": listing((list, rightly, store) => {
    const { conditions, maxDepth } = list;
    const kept = (namespace: string[]) => conditions.every((condition) => store.matches(namespace, condition));
    return rightly({ ...list, conditions: [] }).filter((namespace) => kept(namespace.slice(0, maxDepth)));
  }),
  "list/limit-counts-results": listing((list, rightly, store) => {
    const page = rightly({ ...list, maxDepth: Infinity });
    return store.once(page.map((namespace) => namespace.slice(0, list.maxDepth)));
  }),
  "list/pages-visit-each-once": listing((list, rightly) => rightly({ ...list, offset: Math.max(0, list.offset - 1) })),
  "list/default-limit": class extends ReferenceStore {
    override listNamespaces(options: Parameters<BaseStore["listNamespaces"]>[0]): Promise<string[][]> {
      return super.listNamespaces({ limit: 1_000, ...options });
    }
  },
};
