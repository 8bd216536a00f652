// getDeltaChannelHistory: what a channel that is stored as differences is put together from.
import { type Config, type Saver, at, idOf, put, rule } from "./saver-calls.ts";

async function history(saver: Saver, config: Config, ...channels: string[]) {
  return saver.getDeltaChannelHistory({ config, channels });
}

/** What the writes of one channel hold, oldest first. */
const held = async (saver: Saver, config: Config, channel: string): Promise<unknown[]> =>
  ((await history(saver, config, channel))[channel]?.writes ?? []).map(([, , value]) => value);

/** A chain in which only the first checkpoint has the values; each step's write to "list" is kept beside its parent. */
async function putDeltas(saver: Saver, start: Config, steps: readonly unknown[], firstN = 1): Promise<Config[]> {
  const configs = [await put(saver, { config: start, n: firstN, values: { list: ["seed"] } })];
  for (const [place, step] of steps.entries()) {
    await saver.putWrites(configs.at(-1)!, [["list", step]], `task-${firstN + place}`);
    configs.push(await put(saver, { config: configs.at(-1)!, n: firstN + place + 1 }));
  }
  return configs;
}

export const deltaHistory = [
  rule(
    "delta/writes-since-the-value",
    "the history of a channel is its last whole value and the writes since, oldest first",
    async (saver, t) => {
      const configs = await putDeltas(saver, at(t.random.id("thread")), ["a", "b", "c"]);
      const { list } = await history(saver, configs.at(-1)!, "list");
      t.equal(list?.seed, ["seed"], "the value that it starts from");
      t.equal(
        list?.writes,
        [
          ["task-1", "list", "a"],
          ["task-2", "list", "b"],
          ["task-3", "list", "c"],
        ],
        "the writes since",
      );
      t.equal(await held(saver, configs[2]!, "list"), ["a", "b"], "the writes up to an earlier checkpoint");
    },
    "delta-history",
  ),
  rule(
    "delta/own-writes-excluded",
    "the writes of the checkpoint itself are not part of its history: they lead to the next one",
    async (saver, t) => {
      const configs = await putDeltas(saver, at(t.random.id("thread")), ["a"]);
      await saver.putWrites(configs[1]!, [["list", "later"]], "task-9");
      t.equal(await held(saver, configs[1]!, "list"), ["a"], "the writes");
    },
    "delta-history",
  ),
  rule(
    "delta/own-branch-only",
    "the history of a branch has no writes of another branch",
    async (saver, t) => {
      const configs = await putDeltas(saver, at(t.random.id("thread")), ["a", "b"]);
      await saver.putWrites(configs[1]!, [["other", "x"]], "task-8");
      const beside = await put(saver, { config: configs[1]!, n: 10 });
      await saver.putWrites(beside, [["list", "x"]], "task-7");
      const tip = await put(saver, { config: beside, n: 11 });
      t.equal(await held(saver, tip, "list"), ["a", "b", "x"], "the second branch");
      const next = await put(saver, { config: configs[2]!, n: 12 });
      t.equal(await held(saver, next, "list"), ["a", "b"], "the first branch, which goes on after that");
    },
    "delta-history",
  ),
  rule(
    "delta/each-channel-by-itself",
    "several channels asked for at once each go back to their own last value",
    async (saver, t) => {
      const first = await put(saver, { config: at(t.random.id("thread")), n: 1, values: { a: "a0", b: "b0" } });
      await saver.putWrites(
        first,
        [
          ["a", 1],
          ["b", 1],
          ["c", 1],
        ],
        "task-1",
      );
      const second = await put(saver, { config: first, n: 2, values: { a: "a1" }, versions: { a: 2 } });
      await saver.putWrites(
        second,
        [
          ["a", 2],
          ["b", 2],
          ["c", 2],
        ],
        "task-2",
      );
      const third = await put(saver, { config: second, n: 3 });
      const write = (channel: string, n: number) => [`task-${n}`, channel, n];
      t.equal(
        await history(saver, third, "a", "b", "c"),
        {
          a: { seed: "a1", writes: [write("a", 2)] },
          b: { seed: "b0", writes: [write("b", 1), write("b", 2)] },
          c: { writes: [write("c", 1), write("c", 2)] },
        },
        "the histories",
      );
    },
    "delta-history",
  ),
  rule(
    "delta/no-value-no-seed",
    "a channel that never had a value has no seed, which is not the same as one of undefined",
    async (saver, t) => {
      const first = await put(saver, { config: at(t.random.id("thread")), n: 1, values: { nothing: null } });
      const second = await put(saver, { config: first, n: 2 });
      const found = await history(saver, second, "nothing", "never");
      t.equal(found.nothing, { seed: null, writes: [] }, "a channel whose value is null");
      t.equal(found.never, { writes: [] }, "a channel that never was");
      t.ok(!("seed" in (found.never ?? { seed: 1 })), "the channel that never was has no seed");
    },
    "delta-history",
  ),
  rule(
    "delta/no-channels",
    "no channels asked for gives an empty answer",
    async (saver, t) => {
      const configs = await putDeltas(saver, at(t.random.id("thread")), ["a"]);
      t.equal(await history(saver, configs[1]!), {}, "the answer");
    },
    "delta-history",
  ),
  rule(
    "delta/in-order",
    "writes of one step come by task and in the order of the call, more than nine too",
    async (saver, t) => {
      const first = await put(saver, { config: at(t.random.id("thread")), n: 1, values: { list: [] } });
      for (const task of ["t2", "t1"])
        await saver.putWrites(
          first,
          Array.from({ length: 12 }, (_, place) => ["list", `${task} ${place}`] as [string, unknown]),
          task,
        );
      const second = await put(saver, { config: first, n: 2 });
      const expected = ["t1", "t2"].flatMap((task) => Array.from({ length: 12 }, (_, place) => `${task} ${place}`));
      t.equal(await held(saver, second, "list"), expected, "the writes");
    },
    "delta-history",
  ),
  rule(
    "delta/per-namespace",
    "the history is that of one thread and namespace, though checkpoint ids are the same elsewhere",
    async (saver, t) => {
      const thread = t.random.id("thread");
      const graph = await putDeltas(saver, at(thread), ["a"]);
      const child = await putDeltas(saver, at(thread, "child"), ["x"]);
      t.equal(await held(saver, graph[1]!, "list"), ["a"], "the graph's own");
      t.equal(await held(saver, child[1]!, "list"), ["x"], "the subgraph's");
    },
    "delta-history",
  ),
  rule(
    "delta/many-ancestors",
    "a history goes back more than five hundred checkpoints",
    async (saver, t) => {
      const thread = t.random.id("thread");
      let config = await put(saver, { config: at(thread), n: 1, values: { list: ["seed"] } });
      await saver.putWrites(config, [["list", "oldest"]], "task-1");
      for (let n = 2; n <= 520; n += 1) config = await put(saver, { config, n });
      t.equal(config, at(thread, "", idOf(520)), "the last config");
      t.equal(
        (await history(saver, config, "list")).list,
        { seed: ["seed"], writes: [["task-1", "list", "oldest"]] },
        "the history",
      );
    },
    "delta-history",
  ),
];
