// Calls that nobody waits for before the next one is made.
import { DIMS, type StoreTest, embed, found, indexed, keysOf, vectorOf } from "./store-calls.ts";

/** Lets whatever needs no more than turns of the event queue come to its end; no wait for what never does. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 1_000; turn += 1) await Promise.resolve();
}

const KEYS = Array.from({ length: 20 }, (_, n) => `k${n.toString().padStart(2, "0")}`);

export const concurrency: readonly StoreTest[] = [
  {
    id: "at-once/many-puts",
    rule: "20 puts at once store 20 items, each with its own value",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await Promise.all(KEYS.map((key, n) => store.put(["n", `${n % 3}`], key, { n })));
      t.equal(await found(store, ["n"]), KEYS, "keys");
      const items = await Promise.all(KEYS.map((key, n) => store.get(["n", `${n % 3}`], key)));
      t.equal(
        items.map((item) => item?.value),
        KEYS.map((_, n) => ({ n })),
        "values",
      );
    },
  },
  {
    id: "at-once/one-key",
    rule: "20 puts of one key at once leave one item, with one of the values, whole",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await Promise.all(KEYS.map((_, n) => store.put(["n"], "k", { n, again: [n, n], [`only ${n}`]: true })));
      const hits = await store.search(["n"], { limit: 100 });
      t.equal(keysOf(hits), ["k"], "keys");
      const n = hits[0]?.value.n as number;
      t.equal(hits[0]?.value, { n, again: [n, n], [`only ${n}`]: true }, "the value");
    },
  },
  {
    id: "at-once/puts-and-searches",
    rule: "a search among puts finds no item twice, none half written, and all of those that were done before it",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      await store.put(["n"], "before", { n: -1, same: -1 });
      const puts: Promise<void>[] = [];
      const searches: Promise<{ key: string; value: Record<string, unknown> }[]>[] = [];
      for (const [n, key] of KEYS.entries()) {
        puts.push(store.put(["n"], key, { n, same: n }));
        searches.push(store.search(["n"], { limit: 100 }));
      }
      const [all] = await Promise.all([Promise.all(searches), Promise.all(puts)]);
      for (const hits of all) {
        const keys = hits.map(({ key }) => key);
        t.equal(new Set(keys).size, keys.length, "how many different keys one search found, and how many in all");
        t.ok(keys.includes("before"), "the item that was there before is found");
        t.ok(
          hits.every(({ value }) => value.n === value.same),
          "every value is whole",
        );
      }
      t.equal(await found(store, ["n"]), ["before", ...KEYS], "keys afterwards");
    },
  },
  {
    id: "at-once/batches-stay-whole",
    rule: "batches at once: a reader sees of each either all or nothing",
    points: 1,
    async run(subject, t) {
      const store = await subject.open();
      const batchOf = (n: number) => store.batch(KEYS.map((key) => ({ namespace: ["n"], key, value: { n } })));
      await batchOf(0);
      const work: Promise<unknown>[] = [];
      const searches: Promise<{ value: Record<string, unknown> }[]>[] = [];
      for (let n = 1; n <= 10; n += 1) {
        work.push(batchOf(n));
        searches.push(store.search(["n"], { limit: 100 }));
      }
      const [all] = await Promise.all([Promise.all(searches), Promise.all(work)]);
      for (const hits of all) {
        t.equal(hits.length, KEYS.length, "how many items a search found");
        t.equal(new Set(hits.map(({ value }) => value.n)).size, 1, "from how many batches they come");
      }
    },
  },
  {
    id: "at-once/value-and-vector-agree",
    rule: "two puts of one key, the first with a slow embedder: the value that stays and its vector come from the same put",
    points: 1,
    needs: ["semantic-search"],
    async run(subject, t) {
      let release = () => {};
      const slow = new Promise<void>((resolve) => {
        release = resolve;
      });
      let begun = () => {};
      const slowBegun = new Promise<void>((resolve) => {
        begun = resolve;
      });
      const store = await subject.open({
        index: {
          dims: DIMS,
          fields: ["text"],
          async embed(texts) {
            if (!texts.join().includes("cat cat")) return embed(texts);
            begun();
            await slow;
            return texts.map(vectorOf);
          },
        },
      });
      const first = store.put(["n"], "k", { text: "cat cat" });
      // Where the embedder is not asked, or put fails at once, there is nothing to wait for.
      await Promise.race([slowBegun, first]);
      const second = store.put(["n"], "k", { text: "dog" });
      const both = Promise.all([first, second]);
      // The second has every chance to be done first, but a store may as well make it wait for its turn.
      await Promise.race([both, second, turns()]);
      release();
      await both;
      const stays = (await store.get(["n"], "k"))?.value.text as string;
      const [hit] = await store.search(["n"], { query: stays === "dog" ? "dog" : "cat" });
      t.ok(hit?.score !== undefined && hit.score > 0.999, "the item is found by the text that it has");
    },
  },
  {
    id: "at-once/slow-embedder-keeps-order",
    rule: "of two puts of one key, the one called later stays, also when the embedder took longer over the earlier",
    points: 1,
    needs: ["semantic-search"],
    async run(subject, t) {
      let release = () => {};
      const slow = new Promise<void>((resolve) => {
        release = resolve;
      });
      const { index } = indexed();
      const store = await subject.open({
        index: {
          ...index!,
          async embed(texts) {
            if (texts.includes("cat")) await slow;
            return embed(texts);
          },
        },
      });
      const earlier = store.put(["n"], "k", { text: "cat" });
      const later = store.put(["n"], "k", { text: "dog" }, false);
      const both = Promise.all([earlier, later]);
      await Promise.race([both, later, turns()]);
      release();
      await both;
      t.equal((await store.get(["n"], "k"))?.value, { text: "dog" }, "the value");
    },
  },
];
