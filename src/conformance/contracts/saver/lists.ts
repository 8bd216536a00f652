// list: what it gives, in which order, and how much of it.
import {
  type Config,
  type Saver,
  at,
  idOf,
  listed,
  listedIds,
  put,
  putFive,
  rule,
  wholeThread,
} from "./saver-calls.ts";

const putSeven = async (saver: Saver, thread: string, order = [1, 2, 3, 4, 5, 6, 7]): Promise<void> => {
  for (const n of order) await put(saver, { config: at(thread), n, metadata: { even: n % 2 === 0 } });
};

export const list = [
  rule(
    "list/newest-first",
    "list gives the newest checkpoint of a thread first, whatever the order of putting",
    async (saver, t) => {
      const thread = t.random.id("thread");
      await putSeven(saver, thread, t.random.shuffle([1, 2, 3, 4, 5, 6, 7]));
      t.equal(await listedIds(saver, at(thread)), [7, 6, 5, 4, 3, 2, 1].map(idOf), "ids");
    },
  ),
  rule(
    "list/newest-first-across-threads",
    "list gives the newest first over all threads when none is named",
    async (saver, t) => {
      for (const n of [1, 4, 3, 2, 5, 6]) await put(saver, { config: at(n % 2 === 0 ? "even" : "odd"), n });
      t.equal(await listedIds(saver, {}), [6, 5, 4, 3, 2, 1].map(idOf), "ids");
    },
  ),
  rule(
    "list/newest-first-across-namespaces",
    "list gives the newest first over all namespaces of a thread when none is named",
    async (saver, t) => {
      const thread = t.random.id("thread");
      for (const n of [1, 4, 3, 2, 5, 6]) await put(saver, { config: at(thread, n % 2 === 0 ? "" : "child"), n });
      t.equal(await listedIds(saver, wholeThread(thread)), [6, 5, 4, 3, 2, 1].map(idOf), "ids");
    },
  ),
  rule(
    "list/one-namespace",
    "list with a namespace gives that namespace alone, the graph's own included",
    async (saver, t) => {
      const { first } = await putFive(saver, t);
      t.equal(await listedIds(saver, at(first, "")), [3, 1].map(idOf), "the graph's own");
      t.equal(await listedIds(saver, at(first, "child")), [5].map(idOf), "the subgraph's");
      t.equal(await listedIds(saver, at(first, "chil")), [], "the beginning of its name");
    },
  ),
  rule(
    "list/thread-is-exact",
    "list of a thread does not give those whose names begin with it or match it as a pattern",
    async (saver, t) => {
      for (const [place, thread] of ["1", "10", "%", "1%"].entries())
        await put(saver, { config: at(thread), n: place + 1 });
      t.equal(await listedIds(saver, at("1")), [idOf(1)], "thread 1");
      t.equal(await listedIds(saver, at("%")), [idOf(3)], "thread %");
    },
  ),
  rule(
    "list/same-id-in-two-namespaces",
    "two checkpoints with one id in two namespaces are two, also at the edge of a limit",
    async (saver, t) => {
      const thread = t.random.id("thread");
      for (const n of [1, 2])
        for (const namespace of ["", "child"]) await put(saver, { config: at(thread, namespace), n });
      const places = (await listed(saver, wholeThread(thread))).map(({ config }) =>
        JSON.stringify(config.configurable),
      );
      t.equal([places.length, new Set(places).size], [4, 4], "how many, and how many different ones");
      t.equal((await listedIds(saver, wholeThread(thread), { limit: 3 })).length, 3, "how many with a limit of 3");
    },
  ),
  rule(
    "list/nothing-of-nothing",
    "list of an unknown thread, or of an empty saver, gives nothing",
    async (saver, t) => {
      t.equal(await listedIds(saver, {}), [], "on an empty saver");
      await put(saver, { config: at("known"), n: 1 });
      t.equal(await listedIds(saver, at("unknown")), [], "an unknown thread");
    },
  ),
  rule(
    "list/limit",
    "list with a limit gives that many, the newest; a limit above what there is gives all",
    async (saver, t) => {
      const thread = t.random.id("thread");
      await putSeven(saver, thread);
      t.equal(await listedIds(saver, at(thread), { limit: 2 }), [7, 6].map(idOf), "limit 2");
      t.equal((await listedIds(saver, at(thread), { limit: 99 })).length, 7, "how many with a limit of 99");
    },
  ),
  rule("list/limit-zero-is-none", "list with a limit of 0 gives nothing", async (saver, t) => {
    const { first } = await putFive(saver, t);
    t.equal(await listedIds(saver, at(first), { limit: 0 }), [], "ids");
  }),
  rule(
    "list/limit-over-all-threads",
    "a limit counts over all threads and namespaces, not for each",
    async (saver, t) => {
      await putFive(saver, t);
      t.equal((await listedIds(saver, {}, { limit: 2 })).length, 2, "how many with a limit of 2");
    },
  ),
  rule(
    "list/limit-counts-matches",
    "a limit counts what the filter lets through, not what it looked at",
    async (saver, t) => {
      const thread = t.random.id("thread");
      await putSeven(saver, thread);
      t.equal(
        await listedIds(saver, at(thread), { limit: 2, filter: { even: true } }),
        [6, 4].map(idOf),
        "limit 2 with a filter",
      );
    },
  ),
  rule(
    "list/limit-is-never-sql",
    "a limit given as text is refused, or read as a number; it never reaches the database as it is",
    async (saver, t) => {
      const { first } = await putFive(saver, t);
      const limit = "1; DELETE FROM checkpoints; DROP TABLE checkpoints" as unknown as number;
      await listedIds(saver, at(first), { limit }).catch(() => []);
      t.equal((await listedIds(saver, at(first))).length, 2, "how many checkpoints are left");
    },
  ),
  rule("list/before", "list with before gives what is older than that checkpoint, without it", async (saver, t) => {
    const thread = t.random.id("thread");
    await putSeven(saver, thread);
    t.equal(
      await listedIds(saver, at(thread), { before: at(thread, "", idOf(4)) }),
      [3, 2, 1].map(idOf),
      "before the fourth",
    );
    t.equal(await listedIds(saver, at(thread), { before: at(thread, "", idOf(1)) }), [], "before the first");
  }),
  rule("list/before-without-id", "before without a checkpoint id is no bound", async (saver, t) => {
    const thread = t.random.id("thread");
    await putSeven(saver, thread);
    t.equal((await listedIds(saver, at(thread), { before: at(thread) })).length, 7, "how many");
  }),
  rule(
    "list/before-from-elsewhere",
    "before counts by id, also when the checkpoint that it names is in another namespace",
    async (saver, t) => {
      const thread = t.random.id("thread");
      for (const n of [1, 2, 3, 4]) await put(saver, { config: at(thread, n === 3 ? "child" : ""), n });
      const before = at(thread, "child", idOf(3));
      t.equal(await listedIds(saver, at(thread), { before }), [2, 1].map(idOf), "before the subgraph's checkpoint");
    },
  ),
  rule(
    "list/pages-visit-each-once",
    "limit and before together page through a thread: every checkpoint once, newest first",
    async (saver, t) => {
      const thread = t.random.id("thread");
      const ids = [1, 2, 3, 4, 5, 6, 7];
      await putSeven(saver, thread, t.random.shuffle(ids));
      const seen: string[] = [];
      for (let page = 0; page < ids.length; page += 1) {
        const before: Config | undefined = seen.length > 0 ? at(thread, "", seen.at(-1)!) : undefined;
        seen.push(...(await listedIds(saver, at(thread), { limit: 2, before })));
      }
      t.equal(seen, ids.toReversed().map(idOf), "ids over all pages of two");
    },
  ),
  rule("list/all-options-together", "namespace, filter, before and limit hold at the same time", async (saver, t) => {
    const thread = t.random.id("thread");
    await putSeven(saver, thread);
    for (const n of [8, 9]) await put(saver, { config: at(thread, "child"), n, metadata: { even: true } });
    const options = { filter: { even: true }, before: at(thread, "", idOf(6)), limit: 1 };
    t.equal(await listedIds(saver, at(thread), options), [idOf(4)], "ids with a limit of 1");
    t.equal(await listedIds(saver, at(thread), { ...options, limit: 9 }), [4, 2].map(idOf), "ids with a limit of 9");
  }),
  rule(
    "list/checkpoint-id-in-config",
    "list with a checkpoint id in its config gives that checkpoint alone",
    async (saver, t) => {
      const { first } = await putFive(saver, t);
      t.equal(await listedIds(saver, at(first, "", idOf(1))), [idOf(1)], "ids");
    },
  ),
];
