// (store) The store beside LangGraph's InMemoryStore, 10,000 items with vectors of 384 numbers.
import { InMemoryStore, type BaseStore } from "@langchain/langgraph-checkpoint";
import initSqlJs from "sql.js";
import { SqlJsStore } from "@forkpoint/savers";
import { type Contender, interleave, printRatio, printRows } from "./measure.ts";

const ITEMS = 10_000;
const DIMS = 384;
const USERS = 50;
const KINDS = 10;
const GOAL = 1 / 7;

export async function bench({ quick = false }: { quick?: boolean } = {}): Promise<void> {
  const sqlJs = await initSqlJs();
  const vectors = new Map<string, number[]>();
  const random = generator(7);
  const vectorOf = (text: string): number[] => {
    const before = vectors.get(text) ?? Array.from({ length: DIMS }, () => random() - 0.5);
    vectors.set(text, before);
    return before;
  };
  const embeddings = {
    embedDocuments: async (texts: string[]) => texts.map(vectorOf),
    embedQuery: async (text: string) => vectorOf(text),
  };
  const index = { dims: DIMS, embeddings, fields: ["text"] };
  const ours = await SqlJsStore.open({ sqlJs, index });
  const memory = new InMemoryStore({ index: index as never });
  const stores = { SqlJsStore: ours, InMemoryStore: memory };
  for (const store of Object.values(stores)) await fill(store);
  await requireSameAnswers(ours, memory);

  const rounds = quick ? 5 : 15;
  const compare = async (
    title: string,
    goal: number | undefined,
    act: (store: BaseStore, round: number) => Promise<unknown>,
  ) => {
    const rows = await interleave(rounds, contenders(stores, act));
    printRows(`(store) ${title}`, rows);
    if (goal !== undefined) printRatio("SqlJsStore to InMemoryStore", rows, "SqlJsStore", "InMemoryStore", goal);
  };
  const size = `${ITEMS} × ${DIMS}`;
  await compare(`search by query, ${size}, limit 10`, GOAL, (store, n) =>
    store.search(["docs"], { query: `query ${n}` }),
  );
  await compare(`search by query under one of ${USERS} namespaces, ${size}`, undefined, (store, n) =>
    store.search(["docs", "u7"], { query: `query ${n}` }),
  );
  await compare(`search by query with a filter that one in ${KINDS} passes, ${size}`, undefined, (store, n) =>
    store.search(["docs"], { query: `query ${n}`, filter: { kind: 3 } }),
  );
  await compare(`search without a query, with that filter, ${ITEMS} items`, undefined, (store) =>
    store.search(["docs"], { filter: { kind: 3 } }),
  );
  await compare(`100 gets, ${ITEMS} items`, undefined, async (store, n) => {
    for (let at = 0; at < 100; at += 1) await store.get(["docs", `u${at % USERS}`], `k${at + n}`);
  });
  await compare(`100 puts one by one, each with a vector, ${ITEMS} items`, undefined, async (store, n) => {
    for (let at = 0; at < 100; at += 1)
      await store.put(["docs", `u${at % USERS}`], `k${at}`, { text: `${(at + n) % ITEMS}`, kind: at % KINDS });
  });

  const bytes = ours.export();
  const cold = await interleave(quick ? 3 : 7, {
    "open and first query": async () => {
      const startMs = performance.now();
      const store = await SqlJsStore.open({ sqlJs, index, bytes });
      await store.search(["docs"], { query: "query 1" });
      const ms = performance.now() - startMs;
      store.close();
      return ms;
    },
  });
  printRows(`(store) a file of ${(bytes.length / 1e6).toFixed(1)} MB`, cold);
  console.log(`  bytes in the file for each item with its vector: ${(bytes.length / ITEMS).toFixed(0)}`);
  ours.close();
}

/** The same calls on each store, in turns; queries differ from round to round. */
function contenders(
  stores: Readonly<Record<string, BaseStore>>,
  act: (store: BaseStore, round: number) => Promise<unknown>,
): Record<string, Contender> {
  return Object.fromEntries(
    Object.entries(stores).map(([name, store]) => {
      let round = 0;
      return [
        name,
        async () => {
          round += 1;
          const startMs = performance.now();
          await act(store, round);
          return performance.now() - startMs;
        },
      ];
    }),
  );
}

async function fill(store: BaseStore): Promise<void> {
  for (let from = 0; from < ITEMS; from += 500)
    await store.batch(
      Array.from({ length: 500 }, (_, at) => {
        const n = from + at;
        return { namespace: ["docs", `u${n % USERS}`], key: `k${n}`, value: { text: `${n}`, kind: n % KINDS } };
      }),
    );
}

async function requireSameAnswers(ours: BaseStore, theirs: BaseStore): Promise<void> {
  for (const options of [{ query: "same" }, { query: "same", filter: { kind: 3 } }]) {
    const [left, right] = await Promise.all([ours, theirs].map((store) => store.search(["docs"], options)));
    const keys = (items: { key: string }[]) => items.map(({ key }) => key).join();
    if (left!.length !== 10 || keys(left!) !== keys(right!))
      throw new Error(`the stores differ: ${keys(left!)} and ${keys(right!)}`);
  }
}

/** Mulberry32: the same vectors in every run. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
