// The store as simple as it can be: a list that is looked through. What SqlJsStore must agree with, whatever is done to both.
import { countLetters } from "./store-at-hand.ts";

export interface ModelItem {
  readonly namespace: string[];
  readonly key: string;
  readonly value: Record<string, unknown>;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly ttlMs: number | null;
  expiresAt: number;
  readonly vectors: number[][];
}

export interface ModelSearch {
  readonly prefix: string[];
  readonly filter?: Readonly<Record<string, unknown>>;
  readonly query?: string;
  readonly limit: number;
  readonly offset: number;
}

export class ModelStore {
  /** Last written first. */
  #items: ModelItem[] = [];
  now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  put(
    namespace: string[],
    key: string,
    value: Record<string, unknown>,
    { fields, ttl }: { fields: string[]; ttl: number | null },
  ) {
    const before = this.#find(namespace, key);
    const now = this.now();
    this.delete(namespace, key);
    this.#items.unshift({
      namespace,
      key,
      value,
      createdAt: before?.createdAt ?? now,
      updatedAt: now,
      ttlMs: ttl === null ? null : ttl * 60_000,
      expiresAt: ttl === null ? Infinity : now + ttl * 60_000,
      vectors: fields.flatMap((field) => (typeof value[field] === "string" ? [countLetters(value[field])] : [])),
    });
  }

  delete(namespace: string[], key: string) {
    this.#items = this.#items.filter((item) => !isAt(item, namespace, key));
  }

  get(namespace: string[], key: string): ModelItem | undefined {
    const item = this.#find(namespace, key);
    if (item !== undefined) this.#refresh([item]);
    return item;
  }

  /** Everything that the search is about, in order; the page is cut by the caller, who also calls `shown`. */
  search({ prefix, filter = {}, query }: ModelSearch): { item: ModelItem; score: number | undefined }[] {
    const found = this.#items
      .filter((item) => this.#isAlive(item) && prefix.every((label, at) => item.namespace[at] === label))
      .filter(({ value }) => Object.entries(filter).every(([key, wanted]) => isWanted(value[key], wanted)));
    if (query === undefined) return found.map((item) => ({ item, score: undefined }));
    const scored = found
      .filter(({ vectors }) => vectors.length > 0)
      .map((item) => ({ item, score: Math.max(...item.vectors.map((v) => cosine(v, countLetters(query)))) }));
    const unscored = found.filter(({ vectors }) => vectors.length === 0).map((item) => ({ item, score: undefined }));
    return [...scored.sort((a, b) => b.score - a.score), ...unscored];
  }

  shown(items: readonly { readonly namespace: string[]; readonly key: string }[]) {
    this.#refresh(items.flatMap(({ namespace, key }) => this.#find(namespace, key) ?? []));
  }

  listNamespaces(prefix: string[], suffix: string[], maxDepth: number): string[] {
    const all = this.#items
      .filter((item) => this.#isAlive(item))
      .map(({ namespace }) => namespace)
      .filter((labels) => fits(labels, prefix, 0) && fits(labels, suffix, labels.length - suffix.length))
      .map((labels) => JSON.stringify(labels.slice(0, maxDepth)));
    return [...new Set(all)].sort();
  }

  #refresh(items: readonly ModelItem[]) {
    for (const item of items) if (item.ttlMs !== null) item.expiresAt = this.now() + item.ttlMs;
  }

  #find(namespace: string[], key: string): ModelItem | undefined {
    return this.#items.find((item) => isAt(item, namespace, key) && this.#isAlive(item));
  }

  #isAlive({ expiresAt }: ModelItem): boolean {
    return expiresAt > this.now();
  }
}

function isAt(item: ModelItem, namespace: string[], key: string): boolean {
  return item.key === key && JSON.stringify(item.namespace) === JSON.stringify(namespace);
}

function fits(labels: string[], pattern: string[], from: number): boolean {
  return (
    from >= 0 &&
    pattern.every((wanted, at) => (wanted === "*" ? from + at < labels.length : labels[from + at] === wanted))
  );
}

/** Only what the random test asks for: numbers and strings, equal, different, or in order. */
function isWanted(value: unknown, wanted: unknown): boolean {
  if (typeof wanted !== "object" || wanted === null) return value === wanted;
  return Object.entries(wanted).every(([operator, operand]) => {
    if (operator === "$ne") return value !== operand;
    if (operator === "$in") return (operand as unknown[]).includes(value);
    if (typeof value !== typeof operand || (typeof value !== "number" && typeof value !== "string")) return false;
    if (operator === "$gt") return (value as number) > (operand as number);
    if (operator === "$lte") return (value as number) <= (operand as number);
    throw new Error(`the model does not know ${operator}`);
  });
}

function cosine(left: number[], right: number[]): number {
  const dot = left.reduce((sum, number, at) => sum + number * right[at]!, 0);
  const lengths = Math.hypot(...left) * Math.hypot(...right);
  return lengths === 0 ? 0 : dot / lengths;
}
