// copyThread, prune and deleteForRuns: what is removed, and that what is left needs nothing of it.
import { AIMessage, HumanMessage } from "@langchain/core/messages";
import { MessagesDeltaValue, StateGraph, StateSchema } from "@langchain/langgraph";
import type { SerializerProtocol } from "@langchain/langgraph-checkpoint";
import { FastSerializer, type SqlJsSaver } from "@forkpoint/savers";
import { expect, test } from "vitest";
import {
  type Config,
  at,
  idOf,
  listedIds,
  put,
  valuesAt,
  writesAt,
} from "../../src/conformance/contracts/saver/saver-calls.ts";
import { codeOf, countRows, openSaver, query } from "./saver-at-hand.ts";

const long = (text: string): string => `${text} `.repeat(30);

/** A line of checkpoints from `from` on; each appends to the list, and belongs to the run of that number. */
async function putLine(
  saver: SqlJsSaver,
  root: Config,
  from: number,
  to: number,
  before: string[] = [],
): Promise<Config[]> {
  const configs: Config[] = [];
  let [config, list] = [root, before];
  for (let n = from; n <= to; n += 1) {
    list = [...list, long(`item ${n}`)];
    const values = { list, profile: long("profile") };
    const versions = { list: n, profile: 1 };
    const newVersions = n === from && before.length === 0 ? versions : { list: n };
    const metadata = { run_id: `run ${n}` };
    config = (await put(saver, { config, n, values, versions, newVersions, metadata })) as Config;
    configs.push(config);
  }
  return configs;
}

const parentOf = async (saver: SqlJsSaver, config: Config): Promise<unknown> =>
  (await saver.getTuple(config))?.parentConfig;

test("a run in the middle of a line goes: what comes after has all its values, and the nearest parent that is left", async () => {
  const saver = await openSaver();
  const line = await putLine(saver, at("t"), 1, 9);
  const before = await Promise.all(line.map((config) => valuesAt(saver, config)));
  await saver.deleteForRuns(["run 3", "run 4", "run 5", "run 9"]);
  expect(await listedIds(saver, at("t"))).toEqual([8, 7, 6, 2, 1].map(idOf));
  for (const n of [1, 2, 6, 7, 8]) expect(await valuesAt(saver, line[n - 1]!)).toEqual(before[n - 1]);
  expect(await parentOf(saver, line[5]!)).toEqual(line[1]);
  expect(await parentOf(saver, line[6]!)).toEqual(line[5]);
  await saver.deleteForRuns(["run 1", "run 2"]);
  expect(await parentOf(saver, line[5]!)).toBeUndefined();
  expect(await valuesAt(saver, line[7]!)).toEqual(before[7]);
});

test("of what goes, no byte stays that nothing needs", async () => {
  const saver = await openSaver();
  const line = await putLine(saver, at("t"), 1, 6);
  await putLine(saver, line[5]!, 7, 9, ((await valuesAt(saver, line[5]!)) as { list: string[] }).list);
  await saver.deleteForRuns(["run 7", "run 8", "run 9"]);
  const text = Buffer.from(saver.database.rows("SELECT group_concat(data) FROM blobs").flat().join());
  expect(text.includes("item 6")).toBe(true);
  for (const n of [7, 8, 9]) expect(text.includes(`item ${n}`)).toBe(false);
});

test("a pruned thread needs as little as one that has only its latest checkpoint, and goes on", async () => {
  const saver = await openSaver();
  const line = await putLine(saver, at("t"), 1, 200);
  const values = (await valuesAt(saver, line[199]!)) as { list: string[] };
  const bytes = (): number =>
    Number(saver.database.row("SELECT sum(length(data)) FROM blobs WHERE data IS NOT NULL")?.[0]);
  await saver.prune(["t"]);
  expect(bytes()).toBeLessThan(1.2 * JSON.stringify(values).length);
  expect(countRows(saver)).toMatchObject({ checkpoints: 1 });
  expect(await parentOf(saver, line[199]!)).toBeUndefined();
  const [next] = await putLine(saver, line[199]!, 201, 201, values.list);
  expect(((await valuesAt(saver, next!)) as { list: string[] }).list).toEqual([...values.list, long("item 201")]);
});

test("prune keeps as many as it is told, of each namespace", async () => {
  const saver = await openSaver();
  await putLine(saver, at("t"), 1, 6);
  await putLine(saver, at("t", "child:1"), 7, 9);
  await putLine(saver, at("other"), 10, 12);
  await saver.prune(["t"], { keep: 2 });
  expect(await listedIds(saver, {})).toEqual([12, 11, 10, 9, 8, 6, 5].map(idOf));
  await saver.prune(["t", "nobody"], { strategy: "delete" });
  expect(await listedIds(saver, {})).toEqual([12, 11, 10].map(idOf));
});

test("what prune cannot understand is refused, and nothing is removed", async () => {
  const saver = await openSaver();
  await putLine(saver, at("t"), 1, 3);
  expect(await codeOf(saver.prune(["t"], { strategy: "keep_latest" as never }))).toBe("STRATEGY_UNKNOWN");
  for (const keep of [0, -1, 1.5, NaN, "1" as never])
    expect(await codeOf(saver.prune(["t"], { keep }))).toBe("LIMIT_NOT_A_NUMBER");
  expect(await codeOf(saver.prune(["t", ""]))).toBe("THREAD_ID_MISSING");
  expect(await listedIds(saver, {})).toHaveLength(3);
});

test("two branches pruned to their tips both stay whole, and share what they shared", async () => {
  const saver = await openSaver();
  const trunk = await putLine(saver, at("t"), 1, 20);
  const { list } = (await valuesAt(saver, trunk[19]!)) as { list: string[] };
  const [left] = (await putLine(saver, trunk[19]!, 21, 21, list)) as [Config];
  const [right] = (await putLine(saver, trunk[19]!, 22, 22, list)) as [Config];
  await saver.prune(["t"], { keep: 2 });
  expect(await valuesAt(saver, left)).toMatchObject({ list: [...list, long("item 21")] });
  expect(await valuesAt(saver, right)).toMatchObject({ list: [...list, long("item 22")] });
  const [[shared]] = saver.database.rows("SELECT sum(length(data)) FROM blobs") as [[number]];
  expect(shared).toBeLessThan(1.3 * JSON.stringify(list).length);
});

test("what a checkpoint before format 4 was sent by its parent stays with it, and nothing of an earlier one comes in", async () => {
  const saver = await openSaver();
  let config: Config = at("t");
  const configs: Config[] = [];
  for (const n of [1, 2, 3, 4, 5]) {
    config = (await put(saver, { config, n, format: 3, metadata: { run_id: `run ${n}` } })) as Config;
    if (n !== 4) await saver.putWrites(config, [["__pregel_tasks", `sent by ${n}`]], "task");
    configs.push(config);
  }
  const sends = async (): Promise<unknown[]> =>
    Promise.all(
      [3, 5].map(async (n) => ((await valuesAt(saver, configs[n - 1]!)) as { __pregel_tasks: unknown }).__pregel_tasks),
    );
  expect(await sends()).toEqual([["sent by 2"], []]);
  await saver.deleteForRuns(["run 2", "run 4"]);
  expect(await sends()).toEqual([["sent by 2"], []]);
  await saver.deleteForRuns(["run 1"]);
  expect(await sends()).toEqual([["sent by 2"], []]);
  expect(saver.stats().rows.stubs).toBe(2);
});

test("stubs are found by nobody but the history, and go when nothing needs them any more", async () => {
  const saver = await openSaver();
  let config = (await put(saver, { config: at("t"), n: 1, values: { log: [long("seed")] } })) as Config;
  for (const n of [2, 3, 4, 5]) {
    await saver.putWrites(
      config,
      [
        ["log", n],
        ["__error__", "none of the history's"],
      ],
      "task",
    );
    config = (await put(saver, { config, n })) as Config;
  }
  const history = (): Promise<unknown> => saver.getDeltaChannelHistory({ config, channels: ["log"] });
  const before = await history();
  await saver.prune(["t"]);
  expect(await history()).toEqual(before);
  expect(await listedIds(saver, {})).toEqual([idOf(5)]);
  for (const n of [1, 2, 3, 4]) expect(await saver.getTuple(at("t", "", idOf(n)))).toBeUndefined();
  expect(query(saver.export(), "SELECT DISTINCT channel FROM writes")).toEqual([["log"]]);

  await saver.copyThread("t", "copy");
  const copied = await saver.getDeltaChannelHistory({ config: at("copy"), channels: ["log"] });
  expect(copied).toEqual(before);
  // A checkpoint that has the value itself needs no history.
  await put(saver, { config, n: 6, values: { log: ["whole"] } });
  await saver.prune(["t"]);
  expect(
    query(saver.export(), "SELECT count(*) FROM stubs WHERE sid = (SELECT sid FROM scopes WHERE thread_id = 't')"),
  ).toEqual([[0]]);
  await saver.deleteThread("copy");
  await saver.deleteThread("t");
  const { stubs, writes, blobs } = saver.stats().rows;
  expect({ stubs, writes, blobs }).toEqual({ stubs: 0, writes: 0, blobs: 0 });
});

test.each(["sync", "async", "exit"] as const)(
  "a graph whose messages are stored as differences goes on while it is pruned and copied, with durability %s",
  async (durability) => {
    const saver = await openSaver();
    const app = new StateGraph(new StateSchema({ messages: MessagesDeltaValue }))
      .addNode("model", ({ messages }) => ({ messages: [new AIMessage({ content: "!", id: `a${messages.length}` })] }))
      .addEdge("__start__", "model")
      .compile({ checkpointer: saver });
    const config = { configurable: { thread_id: "t" }, durability };
    const ids: string[] = [];
    for (let turn = 0; turn < 9; turn += 1) {
      await app.invoke({ messages: [new HumanMessage({ content: "?", id: `h${turn}` })] }, config);
      ids.push(`h${turn}`, `a${2 * turn + 1}`);
      if (turn % 3 === 1) await saver.prune(["t"]);
      if (turn === 6) await saver.copyThread("t", "copy");
    }
    const idsOf = async (thread_id: string): Promise<unknown> =>
      (await app.getState({ configurable: { thread_id } })).values.messages.map(({ id }: { id: string }) => id);
    expect(await idsOf("t")).toEqual(ids);
    expect(await idsOf("copy")).toEqual(ids.slice(0, 14));
  },
);

test("a checkpoint whose parents were pruned keeps its history when it is put again", async () => {
  const saver = await openSaver();
  let config = (await put(saver, { config: at("t"), n: 1, values: { log: ["seed"] } })) as Config;
  for (const n of [2, 3]) {
    await saver.putWrites(config, [["log", n]], "task");
    config = (await put(saver, { config, n })) as Config;
  }
  await saver.prune(["t"]);
  await put(saver, { config: at("t"), n: 3, values: { turns: 3 } });
  expect(await valuesAt(saver, config)).toEqual({ turns: 3 });
  const { log } = await saver.getDeltaChannelHistory({ config, channels: ["log"] });
  expect(log).toEqual({ seed: ["seed"], writes: [2, 3].map((n) => ["task", "log", n]) });
});

test("a checkpoint that went may be put again", async () => {
  const saver = await openSaver();
  let config = (await put(saver, { config: at("t"), n: 1, values: { log: long("seed") } })) as Config;
  for (const n of [2, 3]) config = (await put(saver, { config, n })) as Config;
  await saver.prune(["t"]);
  expect(saver.stats().rows).toMatchObject({ stubs: 1, blobs: 1 });
  await put(saver, { config: at("t"), n: 1, values: { log: long("other") } });
  expect(await valuesAt(saver, at("t", "", idOf(1)))).toEqual({ log: long("other") });
  expect(saver.stats().rows).toMatchObject({ stubs: 0, blobs: 1 });
});

test("a copy is refused where something is stored already, and leaves it alone", async () => {
  const saver = await openSaver();
  await putLine(saver, at("from"), 1, 2);
  await saver.putWrites(at("to", "", idOf(1)), [["topic", 1]], "task");
  expect(await codeOf(saver.copyThread("from", "to"))).toBe("THREAD_EXISTS");
  expect(await codeOf(saver.copyThread("from", "from"))).toBe("THREAD_EXISTS");
  expect(await codeOf(saver.copyThread("from", ""))).toBe("THREAD_ID_MISSING");
  expect(await codeOf(saver.copyThread(7 as never, "to"))).toBe("THREAD_ID_MISSING");
  expect(countRows(saver)).toMatchObject({ checkpoints: 2, writes: 1 });
  await saver.copyThread("from", "third");
  expect(await valuesAt(saver, at("third"))).toEqual(await valuesAt(saver, at("from")));
  await saver.deleteThread("from");
  expect((await listedIds(saver, at("third"))).length).toBe(2);
  expect(((await valuesAt(saver, at("third"))) as { list: unknown[] }).list).toHaveLength(2);
});

test("a thread of which nothing is left is no thread any more", async () => {
  const saver = await openSaver();
  await putLine(saver, at("t"), 1, 2);
  await putLine(saver, at("u"), 3, 3);
  await saver.deleteForRuns(["run 1", "run 2"]);
  expect(saver.database.rows("SELECT thread_id FROM scopes")).toEqual([["u"]]);
  await saver.copyThread("u", "t");
  expect(await listedIds(saver, at("t"))).toEqual([idOf(3)]);
});

test("runs are found by their whole name, also where a serializer hides the metadata", async () => {
  const fast = new FastSerializer();
  const hidden: SerializerProtocol = {
    dumpsTyped: async (value) => {
      const [, bytes] = await fast.dumpsTyped(value);
      return ["hidden", bytes.map((byte) => byte ^ 0xa5)];
    },
    loadsTyped: (_, bytes) =>
      fast.loadsTyped(
        "json",
        (bytes as Uint8Array).map((byte) => byte ^ 0xa5),
      ),
  };
  for (const serde of [undefined, hidden]) {
    const saver = await openSaver({ serde });
    const names = ["a\0b", "a\0c", "a", "%", "__proto__", "é"];
    for (const [place, run_id] of names.entries()) {
      const config = await put(saver, {
        config: at("t"),
        n: place + 1,
        metadata: { run_id },
        values: { topic: long(run_id) },
      });
      await saver.putWrites(config, [["topic", 1]], "task");
    }
    await saver.deleteForRuns(["a\0b", "%", "nobody"]);
    expect(await listedIds(saver, {})).toEqual([6, 5, 3, 2].map(idOf));
    expect(countRows(saver)).toEqual({ checkpoints: 4, blobs: 4, writes: 4 });
    expect(await writesAt(saver, at("t", "", idOf(2)))).toHaveLength(1);
  }
});

test("a failure in the middle of any of these leaves everything as it was", async () => {
  const saver = await openSaver();
  const line = await putLine(saver, at("t"), 1, 5);
  const before = saver.export();
  saver.database.driver.exec(
    "CREATE TEMP TRIGGER no_deletion BEFORE DELETE ON blobs BEGIN SELECT RAISE(ABORT, 'disk full'); END",
  );
  saver.database.driver.exec(
    "CREATE TEMP TRIGGER no_copy BEFORE INSERT ON blobs BEGIN SELECT RAISE(ABORT, 'disk full'); END",
  );
  const acts = [
    () => saver.prune(["t"], { strategy: "delete" }),
    () => saver.deleteThread("t"),
    () => saver.deleteForRuns(["run 5"]),
    () => saver.copyThread("t", "copy"),
  ];
  for (const act of acts) await expect(act()).rejects.toThrow("disk full");
  saver.database.driver.exec("DROP TRIGGER no_deletion; DROP TRIGGER no_copy");
  expect(saver.export()).toEqual(before);
  expect(await valuesAt(saver, line[4]!)).toMatchObject({ profile: long("profile") });
});
