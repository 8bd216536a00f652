// Stores that are wrong about what is embedded, about old vectors, and about embedders that fail.
import type { SearchItem } from "@langchain/langgraph-checkpoint";
import { OneByOne } from "./broken-batches.ts";
import type { Put, Row, Step } from "./reference-storage.ts";
import { ReferenceStore } from "./reference-store.ts";
import type { StoreClass } from "./reference-subject.ts";

type Texts = (value: any, index: false | string[] | undefined, fields: string[] | undefined) => string[] | "rightly";

const embedding = (texts: Texts): StoreClass =>
  class extends ReferenceStore {
    override textsOf(value: unknown, index: false | string[] | undefined): string[] {
      const chosen = texts(value, index, this.options.index?.fields);
      return chosen === "rightly" ? super.textsOf(value, index) : chosen;
    }
  };

/** Reads other paths than the ones that it was told. */
const readingPaths = (path: (path: string) => string): StoreClass =>
  class extends ReferenceStore {
    override textsOf(value: unknown, index: false | string[] | undefined): string[] {
      const fields = index ?? this.options.index?.fields;
      return super.textsOf(value, Array.isArray(fields) ? fields.map(path) : fields);
    }
  };

/** Puts, then decides about the vectors, knowing those of before. */
const keeping = (vectors: (after: number[][], before: number[][]) => number[][]): StoreClass =>
  class extends ReferenceStore {
    override put_(put: Put, embedded: Map<string, number[]>): void {
      const before = this.find(put.namespace, put.key)?.vectors ?? [];
      super.put_(put, embedded);
      const row = this.find(put.namespace, put.key)!;
      this.storage.rows.set(this.addressOf(put.namespace, put.key), { ...row, vectors: vectors(row.vectors, before) });
    }
  };

/** Takes from the embedder what comes. */
const trusting = (mend: (vector: number[] | undefined, dims: number) => number[]): StoreClass =>
  class extends ReferenceStore {
    override async embed(texts: string[]): Promise<Map<string, number[]>> {
      const { dims, embed } = this.options.index!;
      const vectors = await embed(texts);
      return new Map(texts.map((text, place) => [text, mend(vectors[place], dims)]));
    }
  };

const KeepsOldVectors = keeping((after, before) => (after.length === 0 ? before : after));
const AnyLength = trusting((vector, dims) => Array.from({ length: dims }, (_, place) => vector![place] ?? 0));

export const brokenVectors: Readonly<Record<string, StoreClass>> = {
  "fields/only-the-named": embedding((value) => [JSON.stringify(value)]),
  "fields/whole-value": embedding((value, _, fields) =>
    fields === undefined || fields.includes("$")
      ? Object.values(value).filter((each) => typeof each === "string")
      : "rightly",
  ),
  "fields/nested": embedding((value, _, fields) => fields!.flatMap((path) => value[path] ?? [])),
  "fields/element": readingPaths((path) => path.replace("[-1]", "[0]")),
  "fields/best-counts": class extends ReferenceStore {
    override scoreOf(row: Row, query: number[]): number {
      const scores = row.vectors.map((vector) => this.likeness(vector, query));
      return scores.reduce((sum, score) => sum + score, 0) / scores.length;
    }
  },
  "fields/each-element": readingPaths((path) => path.replace("[*]", "[0]")),
  "fields/of-one-put": class extends ReferenceStore {
    override textsOf(value: unknown, index: false | string[] | undefined): string[] {
      return super.textsOf(value, index === false ? false : undefined);
    }
  },
  "fields/any-text": class extends ReferenceStore {
    override async embed(texts: string[]): Promise<Map<string, number[]>> {
      const known: Record<string, unknown> = {};
      return super.embed(texts.filter((text) => !(text in known)));
    }
  },
  "vectors/follow-updates": keeping((after, before) => (before.length === 0 ? after : before)),
  "vectors/go-with-delete": class extends ReferenceStore {
    readonly #left = new Map<string, number[][]>();
    override delete_(namespace: string[], key: string): void {
      this.#left.set(this.addressOf(namespace, key), this.find(namespace, key)?.vectors ?? []);
      super.delete_(namespace, key);
    }
    override put_(put: Put, embedded: Map<string, number[]>): void {
      super.put_(put, embedded);
      const row = this.find(put.namespace, put.key)!;
      const address = this.addressOf(put.namespace, put.key);
      if (row.vectors.length === 0) this.storage.rows.set(address, { ...row, vectors: this.#left.get(address) ?? [] });
    }
  },
  "vectors/index-false": KeepsOldVectors,
  "vectors/dropped-field": KeepsOldVectors,
  "vectors/shorter-list": keeping((after, before) => [...after, ...before.slice(after.length)]),
  "embedder/failure-stores-nothing": class extends ReferenceStore {
    override async vectorsOf(steps: readonly Step[]): Promise<Map<string, number[]>> {
      try {
        return await super.vectorsOf(steps);
      } catch (error) {
        for (const step of steps) if (step.kind === "put") this.put_({ ...step, texts: [] }, new Map());
        throw error;
      }
    }
  },
  "embedder/failure-leaves-no-batch": OneByOne,
  "embedder/failure-of-a-query": class extends ReferenceStore {
    override async search(...args: Parameters<ReferenceStore["search"]>): Promise<SearchItem[]> {
      try {
        return await super.search(...args);
      } catch {
        return [];
      }
    }
  },
  "embedder/not-asked-without-need": class extends ReferenceStore {
    override async vectorsOf(steps: readonly Step[]): Promise<Map<string, number[]>> {
      if (steps.some(({ kind }) => kind === "put")) await this.options.index?.embed([]);
      return super.vectorsOf(steps);
    }
  },
  "embedder/wrong-length": AnyLength,
  "embedder/wrong-length-of-a-query": AnyLength,
  "embedder/missing-vector": trusting((vector, dims) => vector ?? Array.from({ length: dims }, () => 0)),
  "embedder/not-numbers": trusting((vector) => vector!),
  "embedder/zero-vector": class extends ReferenceStore {
    override likeness(a: number[], b: number[]): number {
      const dot = (x: number[], y: number[]) => x.reduce((sum, value, place) => sum + value * y[place]!, 0);
      return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
    }
  },
  "embedder/slow-takes-a-copy": class extends ReferenceStore {
    override readPut(raw: any): Put {
      return Object.defineProperty(super.readPut(raw), "value", { get: () => JSON.stringify(raw.value) });
    }
  },
};
