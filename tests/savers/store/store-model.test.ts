// Random calls to the store and to a model of it, which must agree on every answer. A failure names its seed: put it first
// in SEEDS to see it again.
import { Database, SqlJsStore } from "@forkpoint/savers";
import { seededRandom } from "../../../src/conformance/random.ts";
import type { Random } from "../../../src/conformance/test.ts";
import { expect, test } from "vitest";
import { type Library, libraries } from "../drivers-at-hand.ts";
import { ModelStore, type ModelSearch } from "./model-store.ts";
import { DIMS, countLetters, handClock } from "./store-at-hand.ts";

const SEEDS = ["one", "two", "three", `time ${Date.now()}`];
const CALLS = 400;

const LABELS = [
  "a",
  "ab",
  "b",
  "*",
  "a/b",
  "u:1",
  "é",
  "\0",
  "\ud800",
  "%",
  "_",
  "\u{10FFFF}",
  "\ufeffa",
  "\\u002f",
  "0",
];
const KEYS = ["k", "K", "", "k\0", "\udfff", "1", "'", "k/"];
const TEXTS = ["a", "ab", "abc", "aabbc", "dd", "e", "ebe", "no letters: zzz", "cade", "bb"];

/** One store with one field, another with two, and one that indexes nothing, over one database. */
class Pair {
  readonly clock = handClock();
  readonly model = new ModelStore(this.clock.now);
  readonly random: Random;
  readonly #library: Library;
  #database: Database;
  #stores!: { store: SqlJsStore; fields: string[]; ttl: number | null }[];

  constructor(random: Random, library: Library) {
    this.random = random;
    this.#library = library;
    this.#database = Database.over(library.open());
    this.#openStores();
  }

  #openStores() {
    const embed = async (texts: string[]) => texts.map(countLetters);
    const { now } = this.clock;
    const open = (fields: string[], ttl: number | null) => ({
      store: new SqlJsStore(this.#database, { now, index: { dims: DIMS, embed, fields }, ttl: { defaultTtl: ttl } }),
      fields,
      ttl,
    });
    this.#stores = [
      open(["text"], null),
      open(["text", "other"], 50),
      { store: new SqlJsStore(this.#database, { now }), fields: [], ttl: null },
    ];
  }

  async step(): Promise<void> {
    const { random } = this;
    const kind = random.int(0, 99);
    if (kind < 30) await this.#puts(1);
    else if (kind < 38) await this.#puts(random.int(2, 6));
    else if (kind < 46) await this.#delete();
    else if (kind < 58) await this.#get();
    else if (kind < 84) await this.#search();
    else if (kind < 90) await this.#list();
    else if (kind < 94) this.clock.pass(random.int(0, 30));
    else if (kind < 96) await this.#refusedBatch();
    else if (kind < 98) await this.#undoneByOwner();
    else this.#reopen();
  }

  #namespace(least = 1): string[] {
    return Array.from({ length: this.random.int(least, 3) }, () => this.random.pick(LABELS));
  }

  #value(): Record<string, unknown> {
    const { random } = this;
    return {
      n: random.pick([0, 1, 2, "1", null, true]),
      ...(random.boolean() ? { text: random.pick(TEXTS) } : {}),
      ...(random.boolean() ? { other: random.pick([...TEXTS, 7]) } : {}),
      deep: { list: [random.int(0, 9), { "\0": "\ud800" }] },
    };
  }

  async #puts(count: number): Promise<void> {
    const { random, model } = this;
    const { store, fields, ttl: defaultTtl } = random.pick(this.#stores);
    const puts = Array.from({ length: count }, () => {
      const index = random.pick<false | undefined | string[]>([undefined, undefined, false, ["other"]]);
      const ttl = random.pick<number | null | undefined>([undefined, undefined, null, 20]);
      return { namespace: this.#namespace(), key: random.pick(KEYS), value: this.#value(), index, ttl };
    });
    await store.batch(puts);
    for (const { namespace, key, value, index, ttl } of puts) {
      // `other` is sometimes a number, and a number is embedded as text; the model knows strings only, so it is told.
      const named = fields.length === 0 ? [] : index === false ? [] : (index ?? fields);
      const seen = Object.fromEntries(
        Object.entries(value).map(([name, each]) => [name, name === "other" && each === 7 ? "7" : each]),
      );
      model.put(namespace, key, seen, { fields: named, ttl: ttl === undefined ? defaultTtl : ttl });
      const item = model.get(namespace, key)!;
      Object.assign(item, { value });
    }
  }

  async #delete(): Promise<void> {
    const [namespace, key] = this.#known();
    await this.random.pick(this.#stores).store.delete(namespace, key);
    this.model.delete(namespace, key);
  }

  async #get(): Promise<void> {
    const [namespace, key] = this.#known();
    const item = await this.random.pick(this.#stores).store.get(namespace, key);
    const wanted = this.model.get(namespace, key);
    expect(item && plain(item)).toEqual(wanted ? plain(wanted) : null);
  }

  async #search(): Promise<void> {
    const { random, model } = this;
    const { store, fields } = random.pick(this.#stores);
    const query = random.pick<string | undefined>([undefined, ...TEXTS.slice(0, 7)]);
    const search: ModelSearch = {
      prefix: random.boolean() ? [] : this.#known()[0].slice(0, random.int(0, 3)),
      filter: random.pick<Record<string, unknown> | undefined>([
        undefined,
        undefined,
        { n: 1 },
        { n: null },
        { n: { $ne: 1 } },
        { n: { $in: [0, "1"] } },
        { n: { $gt: 0, $lte: 2 } },
        { text: { $lte: "b" } },
      ]),
      // A store without an index ignores the query.
      query: fields.length === 0 ? undefined : query,
      limit: random.pick([0, 1, 3, 10, 1_000]),
      offset: random.pick([0, 0, 1, 4]),
    };
    const { prefix, ...options } = search;
    const hits = await store.search(prefix, { ...options, query });
    const page = model.search(search).slice(search.offset, search.offset + search.limit);
    const all = new Map(model.search(search).map(({ item, score }) => [addressOf(item), { item, score }]));
    const roundly = (score: number | undefined) =>
      score === undefined ? undefined : Math.round(score * 1e5) / 1e5 + 0;

    expect(hits.map(({ score }) => roundly(score))).toEqual(page.map(({ score }) => roundly(score)));
    expect(new Set(hits.map(addressOf)).size).toBe(hits.length);
    for (const hit of hits) {
      const { item, score } = all.get(addressOf(hit)) ?? expect.fail(`${addressOf(hit)} should not be found`);
      expect(roundly(hit.score)).toBe(roundly(score));
      expect(plain(hit)).toEqual(plain(item));
    }
    // Equal scores come in the order of writing, but the model's are not equal to the last bit.
    if (search.query === undefined) expect(hits.map(addressOf)).toEqual(page.map(({ item }) => addressOf(item)));
    model.shown(hits);
  }

  async #list(): Promise<void> {
    const { random } = this;
    const [known] = this.#known();
    const prefix = random.pick([[], [], known.slice(0, 1), ["*", ...known.slice(1, 2)]]);
    const suffix = random.pick([[], [], known.slice(-1), ["*", "*"]]);
    const maxDepth = random.pick([1, 2, 3]);
    const { store } = random.pick(this.#stores);
    const listed = await store.listNamespaces({ prefix, suffix, maxDepth, limit: 10_000 });
    expect(listed.map((labels) => JSON.stringify(labels)).sort()).toEqual(
      this.model.listNamespaces(prefix, suffix, maxDepth),
    );
  }

  async #refusedBatch(): Promise<void> {
    const { store } = this.random.pick(this.#stores);
    const [namespace, key] = this.#known();
    const good = { namespace: ["b"], key: "half", value: { text: "a" } };
    const bad = this.random.pick<object>([
      { namespace, key, value: { n: NaN } },
      { namespace: [], key, value: {} },
      { namespacePrefix: [], limit: -1 },
    ]);
    await expect(store.batch([good, { namespace, key, value: null }, bad as never])).rejects.toThrow();
  }

  async #undoneByOwner(): Promise<void> {
    const { store } = this.random.pick(this.#stores);
    const [namespace, key] = this.#known();
    this.#database.driver.exec("BEGIN");
    await store.put(["b"], "undone", { text: "abcde" });
    await store.delete(namespace, key);
    if (this.random.boolean()) await store.search([], { query: "abcde" });
    this.#database.driver.exec("ROLLBACK");
  }

  #reopen(): void {
    const bytes = this.#database.export();
    this.#database.close();
    this.#database = Database.over(this.#library.openBytes(bytes));
    this.#openStores();
  }

  /** Mostly where something is. */
  #known(): [namespace: string[], key: string] {
    const items = this.model.search({ prefix: [], limit: 0, offset: 0 });
    if (items.length === 0 || this.random.int(0, 4) === 0) return [this.#namespace(), this.random.pick(KEYS)];
    const { namespace, key } = this.random.pick(items).item;
    return [namespace, key];
  }

  close(): void {
    this.#database.close();
  }
}

interface Addressed {
  readonly namespace: string[];
  readonly key: string;
}

const addressOf = ({ namespace, key }: Addressed): string => JSON.stringify([namespace, key]);

function plain(item: Addressed & { value: unknown; createdAt: Date | number; updatedAt: Date | number }) {
  const { namespace, key, value, createdAt, updatedAt } = item;
  return { namespace, key, value, createdAt: Number(createdAt), updatedAt: Number(updatedAt) };
}

const runs = libraries.flatMap((library) => SEEDS.map((seed) => ({ name: library.name, library, seed })));

test.each(runs)("400 random calls over $name are answered as the model answers them, seed $seed", async (run) => {
  const pair = new Pair(seededRandom(run.seed), run.library);
  for (let call = 0; call < CALLS; call += 1) await pair.step();
  pair.close();
});
