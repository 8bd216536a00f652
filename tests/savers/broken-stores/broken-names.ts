// Stores that are wrong about keys, labels and namespaces.
import type { Item } from "@langchain/langgraph-checkpoint";
import { isLike } from "./like.ts";
import type { Put, Row } from "./reference-storage.ts";
import { ReferenceStore } from "./reference-store.ts";
import type { StoreClass } from "./reference-subject.ts";

const addressing = (addressOf: (namespace: readonly string[], key: string) => unknown): StoreClass =>
  class extends ReferenceStore {
    override addressOf(namespace: readonly string[], key: string): string {
      return JSON.stringify(addressOf(namespace, key));
    }
  };

const under = (isUnder: (namespace: readonly string[], prefix: readonly string[]) => boolean): StoreClass =>
  class extends ReferenceStore {
    override isUnder(namespace: readonly string[], prefix: readonly string[]): boolean {
      return isUnder(namespace, prefix);
    }
  };

/** Checks something else than the namespace that it was given; null is not checked at all. */
const checking = (seen: (namespace: readonly unknown[]) => readonly unknown[] | null): StoreClass =>
  class extends ReferenceStore {
    override checkNamespace(namespace: readonly unknown[]): void {
      const given = seen(namespace);
      if (given !== null) super.checkNamespace(given);
    }
  };

export class ChecksInPutAlone extends ReferenceStore {
  override checkNamespace(): void {}
  override async put(namespace: string[], ...rest: [string, any, any?]): Promise<void> {
    super.checkNamespace(namespace);
    await super.put(namespace, ...rest);
  }
}

export const ComparesNamespacesAsText = under((namespace, prefix) => namespace.join(":").startsWith(prefix.join(":")));

export const brokenNames: Readonly<Record<string, StoreClass>> = {
  "names/odd-keys": class extends ReferenceStore {
    override delete_(namespace: string[], key: string): void {
      for (const row of [...this.storage.rows.values()])
        if (isLike(row.key, key)) this.storage.rows.delete(this.addressOf(namespace, row.key));
    }
  },
  "names/unicode-keys": addressing((namespace, key) => [namespace, key.normalize()]),
  "names/odd-labels": under((namespace, prefix) =>
    prefix.every((label, place) => namespace[place] !== undefined && isLike(namespace[place], label)),
  ),
  "names/unicode-labels": addressing((namespace, key) => [namespace.map((label) => label.toLowerCase()), key]),
  "names/nul": addressing((namespace, key) => [namespace, key.split("\0")[0]]),
  "names/lone-surrogates": addressing((namespace, key) => [
    namespace.map((label) => label.toWellFormed()),
    key.toWellFormed(),
  ]),
  "names/surrogates-in-values": class extends ReferenceStore {
    override itemOf(row: Row): Item {
      const value = JSON.parse(row.value, (_, each: unknown) =>
        typeof each === "string" ? each.toWellFormed() : each,
      );
      return { ...super.itemOf(row), value };
    }
  },
  "names/very-long": addressing((namespace, key) => [namespace, key.slice(0, 2_704)]),
  "refuses/empty-namespace": checking((namespace) => (namespace.length === 0 ? null : namespace)),
  "refuses/empty-label": checking((namespace) => namespace.map((label) => label || "empty")),
  "refuses/dot-in-label": checking((namespace) =>
    namespace.map((label) => (typeof label === "string" ? label.replaceAll(".", "-") : label)),
  ),
  "refuses/label-that-is-no-text": checking((namespace) => namespace.map(String)),
  "refuses/langgraph-root": checking((namespace) => (namespace[0] === "langgraph" ? null : namespace)),
  "refuses/by-name": class extends ReferenceStore {
    override checkNamespace(namespace: readonly unknown[]): void {
      try {
        super.checkNamespace(namespace);
      } catch {
        throw new Error("that will not do");
      }
    }
  },
  "refuses/in-batch": ChecksInPutAlone,
  "namespaces/prefix-is-by-label": ComparesNamespacesAsText,
  "namespaces/colon-is-no-separator": addressing((namespace, key) => [namespace.join(":"), key]),
  "namespaces/no-separator-can-be-forged": addressing((namespace, key) => [...namespace, key].join("\u001f")),
  "namespaces/prefix-goes-down": under((namespace, prefix) => JSON.stringify(namespace) === JSON.stringify(prefix)),
  "namespaces/empty-prefix": class extends ReferenceStore {
    override isUnder(namespace: readonly string[], prefix: readonly string[]): boolean {
      return prefix.length > 0 && super.isUnder(namespace, prefix);
    }
  },
  "namespaces/get-is-exact": class extends ReferenceStore {
    override find(namespace: readonly string[], key: string): Row | undefined {
      return [...this.storage.rows.values()].find((row) => row.key === key && this.isUnder(row.namespace, namespace));
    }
  },
  "namespaces/patterns-are-literal": under((namespace, prefix) =>
    prefix.every((label, place) => namespace[place] !== undefined && (label === "*" || label === namespace[place])),
  ),
  "namespaces/same-key-in-many": class extends ReferenceStore {
    override put_(put: Put, vectors: Map<string, number[]>): void {
      for (const row of [...this.storage.rows.values()])
        if (row.key === put.key && row.namespace[0] === put.namespace[0]) this.delete_(row.namespace, row.key);
      super.put_(put, vectors);
    }
  },
};
