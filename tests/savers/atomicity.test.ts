// All of a call or nothing of it, whatever a serializer or SQLite does, and however many calls are under way.
import type { SerializerProtocol } from "@langchain/langgraph-checkpoint";
import { expect, test } from "vitest";
import { SqlJsSaver } from "@forkpoint/savers";
import {
  type Config,
  at,
  idOf,
  listed,
  listedIds,
  put,
  valuesAt,
  writesAt,
} from "../../src/conformance/contracts/saver/saver-calls.ts";
import { codeOf, countRows, openSaver, sqlJs } from "./saver-at-hand.ts";

/** Too long to stand beside a reference. */
const LONG = "x".repeat(100);

const plain: SerializerProtocol = {
  dumpsTyped: async (value) => ["json", new TextEncoder().encode(JSON.stringify(value))],
  loadsTyped: async (_, bytes) => JSON.parse(new TextDecoder().decode(bytes as Uint8Array)) as unknown,
};

/** Takes a while over everything, and fails on the value "poison". */
const slow: SerializerProtocol = {
  async dumpsTyped(value) {
    const dumped = await plain.dumpsTyped(value);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
    if (value === "poison") throw new Error("cannot serialise poison");
    return dumped;
  },
  async loadsTyped(type, bytes) {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
    return plain.loadsTyped(type, bytes);
  },
};

test("a value that cannot be serialised leaves nothing of its checkpoint or its writes, and the saver works on", async () => {
  const saver = await openSaver({ serde: slow });
  await expect(put(saver, { config: at("t"), n: 1, values: { good: 1, bad: "poison" } })).rejects.toThrow("poison");
  await expect(
    saver.putWrites(
      at("t", "", idOf(1)),
      [
        ["good", 1],
        ["bad", "poison"],
      ],
      "task",
    ),
  ).rejects.toThrow("poison");
  expect(countRows(saver)).toEqual({ checkpoints: 0, blobs: 0, writes: 0 });
  await put(saver, { config: at("t"), n: 1, values: { good: 1 } });
  expect(await valuesAt(saver, at("t"))).toEqual({ good: 1 });
});

test("a statement that fails in the middle leaves nothing of its call", async () => {
  const database = new sqlJs.Database();
  const saver = new SqlJsSaver(database);
  database.run("CREATE TEMP TRIGGER no_row BEFORE INSERT ON checkpoints BEGIN SELECT RAISE(ABORT, 'disk full'); END");
  database.run(
    "CREATE TEMP TRIGGER no_write BEFORE INSERT ON writes WHEN NEW.idx = 1 BEGIN SELECT RAISE(ABORT, 'disk full'); END",
  );
  await expect(put(saver, { config: at("t"), n: 1, values: { topic: LONG } })).rejects.toThrow("disk full");
  await expect(
    saver.putWrites(
      at("t", "", idOf(1)),
      [
        ["topic", 1],
        ["topic", 2],
      ],
      "task",
    ),
  ).rejects.toThrow("disk full");
  expect(countRows(saver)).toEqual({ checkpoints: 0, blobs: 0, writes: 0 });
  database.run("DROP TRIGGER no_row; DROP TRIGGER no_write");
  await put(saver, { config: at("t"), n: 1, values: { topic: LONG } });
  expect(countRows(saver)).toEqual({ checkpoints: 1, blobs: 1, writes: 0 });
  database.close();
});

test("an error that ends SQLite's transaction by itself is reported as it is, and the saver works on", async () => {
  const database = new sqlJs.Database();
  const saver = new SqlJsSaver(database);
  database.run(
    "CREATE TEMP TRIGGER no_row BEFORE INSERT ON checkpoints BEGIN SELECT RAISE(ROLLBACK, 'all undone'); END",
  );
  await expect(put(saver, { config: at("t"), n: 1, values: { topic: LONG } })).rejects.toThrow("all undone");
  database.run("DROP TRIGGER no_row");
  await put(saver, { config: at("t"), n: 1, values: { topic: LONG } });
  expect(countRows(saver)).toEqual({ checkpoints: 1, blobs: 1, writes: 0 });
  database.close();
});

test("a saver works inside a transaction of the database's owner, who may still undo it", async () => {
  const database = new sqlJs.Database();
  const saver = new SqlJsSaver(database);
  database.run("BEGIN");
  await put(saver, { config: at("t"), n: 1 });
  expect(await listedIds(saver, {})).toEqual([idOf(1)]);
  database.run("ROLLBACK");
  expect(await listedIds(saver, {})).toEqual([]);
  database.close();
});

test("sixty calls at once, one in six failing, over a slow serializer: each is whole or absent", async () => {
  const saver = await openSaver({ serde: slow });
  const calls = Array.from({ length: 60 }, (_, n) => {
    const thread = `t${n % 3}`;
    const value = n % 6 === 5 ? "poison" : n;
    return n % 2 === 0
      ? put(saver, { config: at(thread), n, values: { a: n, b: value } })
      : saver.putWrites(
          at(thread, "", idOf(n - 1)),
          [
            ["a", n],
            ["b", value],
          ],
          `task-${n}`,
        );
  });
  const settled = await Promise.allSettled(calls);
  const failed = settled.flatMap((result, n) => (result.status === "rejected" ? [n] : []));
  expect(failed).toEqual(Array.from({ length: 60 }, (_, n) => n).filter((n) => n % 6 === 5));
  const tuples = await listed(saver, {});
  expect(tuples).toHaveLength(30);
  for (const { checkpoint } of tuples)
    expect(checkpoint.channel_values).toEqual({ a: checkpoint.channel_values.b, b: checkpoint.channel_values.b });
  expect(countRows(saver).writes).toBe(20 * 2);
});

test("what is changed right after the call, before it resolves, is not stored", async () => {
  const saver = await openSaver();
  const [list, bytes, versions] = [["kept"], new Uint8Array([1]), { list: 1, bytes: 1 }];
  const metadata = { mark: "kept" };
  const putting = put(saver, { config: at("t"), n: 1, values: { list, bytes }, versions, metadata });
  const writing = saver.putWrites(at("t", "", idOf(1)), [["bytes", bytes]], "task");
  list.push("late");
  bytes[0] = 9;
  versions.list = 9;
  metadata.mark = "late";
  await Promise.all([putting, writing]);
  const tuple = await saver.getTuple(at("t"));
  expect(tuple?.checkpoint.channel_values).toEqual({ list: ["kept"], bytes: new Uint8Array([1]) });
  expect(tuple?.checkpoint.channel_versions).toEqual({ list: 1, bytes: 1 });
  expect(tuple?.metadata).toMatchObject({ mark: "kept" });
  expect(tuple?.pendingWrites).toEqual([["task", "bytes", new Uint8Array([1])]]);
});

test("a version that is changed right after the call does not make a new value the old one", async () => {
  const saver = await openSaver();
  const root = await put(saver, { config: at("t"), n: 1, values: { topic: "one" } });
  const versions = { topic: 2 };
  const putting = put(saver, { config: root as Config, n: 2, values: { topic: "two" }, versions, newVersions: {} });
  versions.topic = 1;
  await putting;
  expect(await valuesAt(saver, at("t"))).toEqual({ topic: "two" });
});

test("a tuple is of one moment, although decoding it takes a while", async () => {
  const saver = await openSaver({ serde: slow });
  const config = await put(saver, { config: at("t"), n: 1, values: { topic: "one" } });
  await saver.putWrites(config, [["topic", "two"]], "task");
  const reading = saver.getTuple(config);
  await saver.deleteThread("t");
  expect(await reading).toMatchObject({
    checkpoint: { channel_values: { topic: "one" } },
    pendingWrites: [["task", "topic", "two"]],
  });
  expect(await saver.getTuple(config)).toBeUndefined();
});

test("a parent deleted while its child is being serialised costs the child no values", async () => {
  const saver = await openSaver({ serde: slow });
  const root = await put(saver, { config: at("t"), n: 1, values: { topic: "one" } });
  const putting = put(saver, { config: root as Config, n: 2, values: { topic: "one" }, newVersions: {} });
  await saver.deleteThread("t");
  await putting;
  expect(await valuesAt(saver, at("t"))).toEqual({ topic: "one" });
});

test("a list may be left early, and the thread put to or deleted while it is read", async () => {
  const saver = await openSaver({ serde: slow });
  for (let n = 1; n <= 5; n += 1) await put(saver, { config: at("t"), n });
  const seen: string[] = [];
  for await (const { checkpoint } of saver.list(at("t"), { filter: { source: "loop" } })) {
    seen.push(checkpoint.id);
    await put(saver, { config: at("t"), n: 10 + seen.length });
    if (seen.length === 3) await saver.deleteThread("t");
  }
  expect(seen).toEqual([5, 4, 3].map(idOf));
  for await (const _ of saver.list({})) break;
  await put(saver, { config: at("t"), n: 1 });
  expect(await listedIds(saver, {})).toEqual([idOf(1)]);
});

test("a checkpoint deleted while a filter looks at it is not in the list", async () => {
  const saver = await openSaver({ serde: slow });
  await put(saver, { config: at("t"), n: 1 });
  const reading = listedIds(saver, {}, { filter: { source: "loop" } });
  await saver.deleteThread("t");
  expect(await reading).toEqual([]);
});

test("closing in the middle of a list ends it with SAVER_CLOSED", async () => {
  const saver = await openSaver();
  for (let n = 1; n <= 2; n += 1) await put(saver, { config: at("t"), n });
  const reading = async () => {
    for await (const _ of saver.list({})) saver.close();
  };
  expect(await codeOf(reading)).toBe("SAVER_CLOSED");
});

test("an encrypting serializer's bytes are stored as they are: nothing of a value can be read in the file", async () => {
  const flip = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0xa5);
  const hidden: SerializerProtocol = {
    dumpsTyped: async (value) => ["secret", flip((await plain.dumpsTyped(value))[1])],
    loadsTyped: async (type, bytes) => {
      expect(type).toBe("secret");
      return plain.loadsTyped("json", flip(bytes as Uint8Array));
    },
  };
  const saver = await openSaver({ serde: hidden });
  const config = await put(saver, {
    config: at("t"),
    n: 1,
    values: { topic: "the password" },
    metadata: { mark: "the password" },
  });
  await saver.putWrites(config, [["topic", "the password"]], "task");
  expect(Buffer.from(saver.export()).includes("the password")).toBe(false);
  expect(await valuesAt(saver, config)).toEqual({ topic: "the password" });
  expect(await writesAt(saver, config)).toEqual([["task", "topic", "the password"]]);
  expect(await listedIds(saver, {}, { filter: { mark: "the password" } })).toEqual([idOf(1)]);
});

test("a serializer that gives no bytes is refused", async () => {
  const saver = await openSaver({ serde: { ...plain, dumpsTyped: async () => ["json", "text" as never] } });
  expect(await codeOf(put(saver, { config: at("t"), n: 1, values: { topic: 1 } }))).toBe("SERDE_NOT_BYTES");
});

test("no bytes at all is a value too", async () => {
  const saver = await openSaver();
  const config = await put(saver, { config: at("t"), n: 1, values: { file: new Uint8Array() } });
  await saver.putWrites(config, [["file", new Uint8Array()]], "task");
  expect(await valuesAt(saver, config)).toEqual({ file: new Uint8Array() });
  expect(await writesAt(saver, config)).toEqual([["task", "file", new Uint8Array()]]);
});
