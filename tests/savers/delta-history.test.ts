// getDeltaChannelHistory: the same as LangGraph's own walk from parent to parent, in few statements.
import { BaseCheckpointSaver, DeltaSnapshot } from "@langchain/langgraph-checkpoint";
import { type Random, seededRandom } from "@forkpoint/conformance";
import type { SqlJsSaver } from "@forkpoint/savers";
import { expect, test } from "vitest";
import { type Config, at, idOf, put } from "../../src/conformance/contracts/saver/saver-calls.ts";
import { openSaver } from "./saver-at-hand.ts";

const CHANNELS = ["a", "b", "never"];

/** LangGraph's own, which asks for one tuple after the other. */
const walked = (saver: SqlJsSaver, config: Config, channels: string[]) =>
  BaseCheckpointSaver.prototype.getDeltaChannelHistory.call(saver, { config, channels });

/** A tree of checkpoints with seeds and writes here and there. */
async function putTree(saver: SqlJsSaver, random: Random, size: number): Promise<Config[]> {
  const configs: Config[] = [];
  for (let n = 1; n <= size; n += 1) {
    const parent = configs.length === 0 || random.int(1, 15) === 1 ? at("t") : random.pick(configs.slice(-6));
    const values: Record<string, unknown> = {};
    for (const channel of ["a", "b"])
      if (random.int(1, 9) === 1) values[channel] = random.boolean() ? new DeltaSnapshot([n]) : [n, random.word(30)];
    const config = (await put(saver, { config: parent, n, values })) as Config;
    for (const task of ["t2", "t10", "t1"].filter(() => random.boolean()))
      await saver.putWrites(
        config,
        Array.from({ length: random.int(1, 12) }, (_, place): [string, unknown] => [
          random.pick(["a", "b", "c"]),
          [n, place],
        ]),
        task,
      );
    configs.push(config);
  }
  return configs;
}

const SEED = process.env.SAVER_MODEL_SEED ?? String(Date.now());

test(`on a tree of checkpoints, with the seed ${SEED}, it is what LangGraph's walk gives, for each of them`, async () => {
  const saver = await openSaver();
  const random = seededRandom(SEED);
  for (const config of await putTree(saver, random, 40)) {
    const channels = CHANNELS.filter(() => random.int(1, 5) > 1);
    expect(await saver.getDeltaChannelHistory({ config, channels })).toEqual(await walked(saver, config, channels));
  }
});

test("channels end at different ancestors, each at its own", async () => {
  const saver = await openSaver();
  let config = (await put(saver, { config: at("t"), n: 1, values: { a: ["old"] } })) as Config;
  for (const n of [2, 3, 4, 5]) {
    await saver.putWrites(
      config,
      [
        ["a", n],
        ["b", n],
      ],
      "task",
    );
    config = (await put(saver, { config, n, values: n === 3 ? { b: ["newer"] } : {} })) as Config;
  }
  await saver.putWrites(config, [["a", "the target's own"]], "task");
  expect(await saver.getDeltaChannelHistory({ config, channels: ["a", "b", "c"] })).toEqual({
    a: { seed: ["old"], writes: [2, 3, 4, 5].map((n) => ["task", "a", n]) },
    b: { seed: ["newer"], writes: [4, 5].map((n) => ["task", "b", n]) },
    c: { writes: [] },
  });
});

test("nothing is asked, or nothing is there: no channels, no thread, no checkpoint, no parent", async () => {
  const saver = await openSaver();
  const root = (await put(saver, { config: at("t"), n: 1, values: { a: 1 } })) as Config;
  expect(await saver.getDeltaChannelHistory({ config: root, channels: [] })).toEqual({});
  for (const config of [root, at("t", "", idOf(9)), at("nobody"), {}, at("t", "child")])
    expect(await saver.getDeltaChannelHistory({ config, channels: ["a"] })).toEqual({ a: { writes: [] } });
  const lost = (await put(saver, { config: at("t", "", idOf(8)), n: 9 })) as Config;
  expect(await saver.getDeltaChannelHistory({ config: lost, channels: ["a"] })).toEqual({ a: { writes: [] } });
});

test("a channel may be called __proto__", async () => {
  const saver = await openSaver();
  const values = JSON.parse('{"__proto__": ["seed"]}') as Record<string, unknown>;
  const root = (await put(saver, { config: at("t"), n: 1, values })) as Config;
  await saver.putWrites(root, [["__proto__", 1]], "task");
  const config = (await put(saver, { config: root, n: 2 })) as Config;
  const history = await saver.getDeltaChannelHistory({ config, channels: ["__proto__"] });
  expect(Object.entries(history)).toEqual([["__proto__", { seed: ["seed"], writes: [["task", "__proto__", 1]] }]]);
});

test("a checkpoint without an id in the config means the latest", async () => {
  const saver = await openSaver();
  const root = (await put(saver, { config: at("t"), n: 1, values: { a: "seed" } })) as Config;
  await put(saver, { config: root, n: 2 });
  expect(await saver.getDeltaChannelHistory({ config: at("t"), channels: ["a"] })).toEqual({
    a: { seed: "seed", writes: [] },
  });
});

test("600 ancestors are walked in few statements, and the writes of all are there, in order", async () => {
  const saver = await openSaver();
  let config = (await put(saver, { config: at("t"), n: 1, values: { a: ["seed"] } })) as Config;
  for (let n = 2; n <= 601; n += 1) {
    await saver.putWrites(config, [["a", n]], "task");
    config = (await put(saver, { config, n })) as Config;
  }
  const before = saver.database.executed;
  const { a } = await saver.getDeltaChannelHistory({ config, channels: ["a"] });
  // The checkpoint, two pages of 512 ancestors, the writes, the values.
  expect(saver.database.executed - before).toBe(5);
  expect(a?.seed).toEqual(["seed"]);
  expect(a?.writes.map(([, , value]) => value)).toEqual(Array.from({ length: 600 }, (_, place) => place + 2));
});

test("a file whose parents go in a circle does not hold the saver up", async () => {
  const saver = await openSaver();
  const root = (await put(saver, { config: at("t"), n: 1 })) as Config;
  const child = (await put(saver, { config: root, n: 2 })) as Config;
  await saver.putWrites(root, [["a", "once"]], "task");
  saver.database.run("UPDATE checkpoints SET parent = ? WHERE id = ?", [idOf(2), idOf(1)]);
  const { a } = await saver.getDeltaChannelHistory({ config: child, channels: ["a"] });
  expect(a?.writes).toEqual([["task", "a", "once"]]);
  await saver.prune(["t"]);
  expect((await saver.getTuple(at("t")))?.checkpoint.id).toBe(idOf(2));
});
