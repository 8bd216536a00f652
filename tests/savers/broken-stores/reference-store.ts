// A small store that keeps every rule of the contract: what the broken stores differ from, each in one thing.
import {
  BaseStore,
  InvalidNamespaceError,
  type Item,
  type MatchCondition,
  type Operation,
  type OperationResults,
  type SearchItem,
} from "@langchain/langgraph-checkpoint";
import type { StoreOptions } from "../../../src/conformance/contracts/store.ts";
import type { Hit, List, Page, Put, Row, Search, Step, Storage } from "./reference-storage.ts";
import { meets, textsAt } from "./reference-values.ts";

const MINUTE = 60_000;

export class ReferenceStore extends BaseStore {
  readonly storage: Storage;
  readonly options: StoreOptions;

  constructor(storage: Storage, options: StoreOptions = {}) {
    super();
    this.storage = storage;
    this.options = options;
  }

  override async put(namespace: string[], key: string, value: any, index?: any, options?: { ttl: number }) {
    await this.batch([{ namespace, key, value, index, ...options }]);
  }

  override async batch<Op extends Operation[]>(operations: Op): Promise<OperationResults<Op>> {
    const steps = Array.from(operations as readonly any[], (operation) => this.read(operation));
    const results = this.inTurn(async () => {
      const vectors = await this.vectorsOf(steps);
      return this.atomically(() => steps.map((step) => this.carryOut(step, vectors)));
    });
    return (await results) as OperationResults<Op>;
  }

  inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const result = this.storage.last.then(act);
    this.storage.last = result.catch(() => {});
    return result;
  }

  atomically<Result>(act: () => Result): Result {
    return act();
  }

  /** Refuses what is wrong and copies what is right, before anything else happens. */
  read(raw: any): Step {
    if ("namespacePrefix" in raw) {
      const { namespacePrefix, filter, query, limit = 10, offset = 0 } = raw;
      return { kind: "search", prefix: [...namespacePrefix], filter: { ...filter }, query, limit, offset };
    }
    if ("value" in raw && raw.value !== null) return this.readPut(raw);
    if ("key" in raw) return { kind: "value" in raw ? "delete" : "get", namespace: [...raw.namespace], key: raw.key };
    if (!("limit" in raw)) throw new Error("an operation of no kind");
    const { matchConditions = [], maxDepth = Infinity, limit, offset } = raw;
    return { kind: "list", conditions: matchConditions, maxDepth, limit, offset };
  }

  readPut({ namespace, key, value, index, ttl }: any): Put {
    this.checkNamespace(namespace);
    const text = JSON.stringify(value);
    const texts = this.options.index === undefined ? [] : this.textsOf(JSON.parse(text), index);
    const minutes: number | null = ttl ?? this.options.ttl?.defaultTtl ?? null;
    return { kind: "put", namespace: [...namespace], key, value: text, ttl: minutes, texts };
  }

  checkNamespace(namespace: readonly unknown[]): void {
    const fits = (label: unknown) => typeof label === "string" && label !== "" && !label.includes(".");
    if (namespace.length === 0 || !namespace.every(fits) || namespace[0] === "langgraph")
      throw new InvalidNamespaceError(`not a namespace: ${JSON.stringify(namespace)}`);
  }

  textsOf(value: unknown, index: false | string[] | undefined): string[] {
    const fields = index ?? this.options.index?.fields ?? ["$"];
    return fields === false ? [] : fields.flatMap((path) => textsAt(value, path));
  }

  async vectorsOf(steps: readonly Step[]): Promise<Map<string, number[]>> {
    const texts = new Set(steps.flatMap((step) => (step.kind === "put" ? step.texts : this.queryOf(step))));
    return texts.size === 0 ? new Map() : this.embed([...texts]);
  }

  queryOf(step: Step): string[] {
    return this.options.index !== undefined && step.kind === "search" && step.query ? [step.query] : [];
  }

  async embed(texts: string[]): Promise<Map<string, number[]>> {
    const { dims, embed } = this.options.index!;
    const vectors = await embed(texts);
    const isVector = (vector?: number[]) => vector?.length === dims && vector.every(Number.isFinite);
    if (!texts.every((_, place) => isVector(vectors[place]))) throw new Error("the embedder gave no vectors");
    return new Map(texts.map((text, place) => [text, vectors[place]!]));
  }

  carryOut(step: Step, vectors: Map<string, number[]>): unknown {
    switch (step.kind) {
      case "get":
        return this.get_(step.namespace, step.key);
      case "put":
        return this.put_(step, vectors);
      case "delete":
        return this.delete_(step.namespace, step.key);
      case "search":
        return this.search_(step, vectors);
      case "list":
        return this.list_(step);
    }
  }

  addressOf(namespace: readonly string[], key: string): string {
    return JSON.stringify([namespace, key]);
  }

  isLive(row: Row): boolean {
    return row.expires === null || row.expires > this.storage.now;
  }

  find(namespace: readonly string[], key: string): Row | undefined {
    const row = this.storage.rows.get(this.addressOf(namespace, key));
    return row && this.isLive(row) ? row : undefined;
  }

  get_(namespace: string[], key: string): Item | null {
    const row = this.find(namespace, key);
    if (row === undefined) return null;
    this.renew(row);
    return this.itemOf(row);
  }

  put_({ namespace, key, value, ttl, texts }: Put, vectors: Map<string, number[]>): void {
    const { now, rows } = this.storage;
    rows.set(this.addressOf(namespace, key), {
      namespace,
      key,
      value,
      created: this.find(namespace, key)?.created ?? now,
      updated: now,
      ttl,
      expires: ttl === null ? null : now + ttl * MINUTE,
      vectors: texts.map((text) => vectors.get(text)!),
    });
  }

  delete_(namespace: string[], key: string): void {
    this.storage.rows.delete(this.addressOf(namespace, key));
  }

  search_(search: Search, vectors: Map<string, number[]>): SearchItem[] {
    const rows = [...this.storage.rows.values()].filter((row) => this.isFound(row, search));
    const [query] = this.queryOf(search);
    const hits: Hit[] = query === undefined ? rows.map((row) => ({ row })) : this.rank(rows, vectors.get(query)!);
    const page = this.page(hits, search);
    page.forEach(({ row }) => this.renew(row));
    return page.map(({ row, score }) => (score === undefined ? this.itemOf(row) : { ...this.itemOf(row), score }));
  }

  isFound(row: Row, { prefix, filter }: Search): boolean {
    return this.isLive(row) && this.isUnder(row.namespace, prefix) && this.fits(JSON.parse(row.value), filter);
  }

  isUnder(namespace: readonly string[], prefix: readonly string[]): boolean {
    return prefix.every((label, place) => namespace[place] === label);
  }

  fits(value: Record<string, unknown>, filter: Record<string, unknown>): boolean {
    const at = (key: string) => (Object.hasOwn(value, key) ? value[key] : undefined);
    return Object.entries(filter).every(([key, wanted]) => this.meets(at(key), wanted));
  }

  meets(item: unknown, wanted: unknown): boolean {
    return meets(item, wanted);
  }

  rank(rows: readonly Row[], query: number[]): Hit[] {
    const ranked = rows
      .filter(({ vectors }) => vectors.length > 0)
      .map((row) => ({ row, score: this.scoreOf(row, query) }))
      .toSorted((a, b) => b.score - a.score);
    return [...ranked, ...rows.filter(({ vectors }) => vectors.length === 0).map((row) => ({ row }))];
  }

  scoreOf(row: Row, query: number[]): number {
    return Math.max(...row.vectors.map((vector) => this.likeness(vector, query)));
  }

  likeness(a: number[], b: number[]): number {
    const dot = (x: number[], y: number[]) => x.reduce((sum, value, place) => sum + value * y[place]!, 0);
    const length = Math.sqrt(dot(a, a) * dot(b, b));
    return length === 0 ? 0 : dot(a, b) / length;
  }

  page<Each>(hits: Each[], { limit, offset }: Page): Each[] {
    return hits.slice(offset, offset + limit);
  }

  renew(row: Row): void {
    if (this.options.ttl?.refreshOnRead === true && row.ttl !== null) row.expires = this.storage.now + row.ttl * MINUTE;
  }

  itemOf(row: Row): Item {
    return {
      namespace: [...row.namespace],
      key: row.key,
      value: JSON.parse(row.value) as Record<string, unknown>,
      createdAt: new Date(row.created),
      updatedAt: new Date(row.updated),
    };
  }

  list_(list: List): string[][] {
    const namespaces = this.namespaces().filter((namespace) =>
      list.conditions.every((condition) => this.matches(namespace, condition)),
    );
    return this.page(this.once(namespaces.map((namespace) => namespace.slice(0, list.maxDepth))), list);
  }

  namespaces(): string[][] {
    return [...this.storage.rows.values()].filter((row) => this.isLive(row)).map(({ namespace }) => namespace);
  }

  once(namespaces: readonly string[][]): string[][] {
    return [...new Set(namespaces.map((namespace) => JSON.stringify(namespace)))].map((text) => JSON.parse(text));
  }

  matches(namespace: readonly string[], { matchType, path }: MatchCondition): boolean {
    const from = matchType === "prefix" ? 0 : namespace.length - path.length;
    const isLabel = (label: string, place: number) =>
      namespace[from + place] !== undefined && (label === "*" || label === namespace[from + place]);
    return from >= 0 && path.every(isLabel);
  }
}
