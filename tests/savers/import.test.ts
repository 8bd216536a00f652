// The rows of a file that LangGraph's own SqliteSaver wrote, moved into our saver one by one.
import { HumanMessage } from "@langchain/core/messages";
import { Send } from "@langchain/langgraph";
import { betterSqlite3Driver, importSqliteSaver, SqlJsSaver } from "@forkpoint/savers";
import BetterSqlite3 from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { parentsFirst } from "../../src/savers/import/parents-first.ts";
import { inPlaces } from "../../src/savers/import/places-of-writes.ts";
import { buildGraph, comparable, everything, importInto, onThread, openOfficial } from "./official-file-at-hand.ts";
import { codeOf, openSaver, sqlJs } from "./saver-at-hand.ts";

test("what sends of formats before 4 have pending is read as the official saver reads it", async () => {
  const official = openOfficial();
  const idOf = (n: number) => `1f0c5c00-0000-6000-8000-${String(n).padStart(12, "0")}`;
  const put = (n: number, parent?: string) =>
    official.saver.put(
      { configurable: { thread_id: "old", checkpoint_ns: "", ...(parent && { checkpoint_id: parent }) } },
      {
        v: n === 1 ? 4 : 3,
        id: idOf(n),
        ts: "2025-01-01T00:00:00.000Z",
        channel_values: { a: n },
        channel_versions: { a: n },
        versions_seen: {},
      },
      { source: "loop", step: n, parents: {} },
    );
  const first = await put(1);
  const sends = Array.from(
    { length: 12 },
    (_, n) => ["__pregel_tasks", new Send("worker", { n })] as [string, unknown],
  );
  await official.saver.putWrites(first, sends, "task-b");
  await official.saver.putWrites(first, [["__pregel_tasks", new Send("worker", { n: "a" })]], "task-a");
  await put(2, idOf(1));

  const saver = await openSaver();
  await importInto(saver, official);
  const [ours, theirs] = await Promise.all([saver, official.saver].map((each) => each.getTuple(onThread("old"))));
  const pending = ours!.checkpoint.channel_values["__pregel_tasks"] as { args: { n: unknown } }[];
  expect(pending.map(({ args }) => args.n)).toEqual(["a", 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  // In the order of tasks, where the official saver has none.
  expect(new Set(pending)).toEqual(new Set(theirs!.checkpoint.channel_values["__pregel_tasks"] as unknown[]));
  expect(ours!.checkpoint.channel_versions).toEqual(theirs!.checkpoint.channel_versions);
});

test("writes stay at their places, with special ones between them, and stay bytes", async () => {
  const official = openOfficial();
  const config = { configurable: { thread_id: "t", checkpoint_ns: "n", checkpoint_id: "before its checkpoint" } };
  await official.saver.putWrites(
    config,
    [
      ["a", 1],
      ["__interrupt__", ["?"]],
      ["b", Uint8Array.of(200, 0)],
      ["c", undefined],
    ],
    "task",
  );
  const saver = await openSaver();
  const report = await importInto(saver, official);
  expect(report).toMatchObject({ threads: 1, checkpoints: 0, writes: 4, unreadable: [] });
  expect(indexes(saver.export())).toEqual([
    [-3, "__interrupt__"],
    [0, "a"],
    [2, "b"],
    [3, "c"],
  ]);
  await saver.put(
    config,
    { v: 4, id: "before its checkpoint", ts: "", channel_values: {}, channel_versions: {}, versions_seen: {} },
    {} as never,
    {},
  );
  expect((await saver.getTuple(config))!.pendingWrites).toEqual([
    ["task", "__interrupt__", ["?"]],
    ["task", "a", 1],
    ["task", "b", Uint8Array.of(200, 0)],
    ["task", "c", undefined],
  ]);
});

function indexes(bytes: Uint8Array): unknown[][] {
  const database = new sqlJs.Database(bytes);
  try {
    return database.exec("SELECT idx, channel FROM writes ORDER BY idx")[0]!.values;
  } finally {
    database.close();
  }
}

test("rows without a type are JSON, as the official saver takes them", async () => {
  const official = openOfficial();
  await buildGraph(official.saver).invoke({ messages: [new HumanMessage("hello")] }, onThread("one"));
  official.raw.exec("UPDATE checkpoints SET type = NULL; UPDATE writes SET type = NULL");
  const saver = await openSaver();
  expect((await importInto(saver, official)).unreadable).toEqual([]);
  expect(comparable(await everything(saver))).toEqual(comparable(await everything(official.saver)));
});

test("what cannot be read is listed, and everything else is there", async () => {
  const official = openOfficial();
  const graph = buildGraph(official.saver);
  await graph.invoke({ messages: [new HumanMessage("hello")] }, onThread("one"));
  const before = await everything(official.saver);
  const root = before.filter(({ config }) => config.configurable!["checkpoint_ns"] === "");
  const [broken, foreign] = [root[1]!.checkpoint.id, root[2]!.checkpoint.id];
  official.raw.prepare("UPDATE checkpoints SET checkpoint = x'7b' WHERE checkpoint_id = ?").run(broken);
  official.raw.prepare("UPDATE checkpoints SET type = 'msgpack' WHERE checkpoint_id = ?").run(foreign);
  official.raw.prepare("INSERT INTO checkpoints VALUES ('two', '', 'empty', NULL, NULL, 'null', '{}')").run();
  official.raw
    .prepare("INSERT INTO writes VALUES ('one', '', ?, 'task', 7, 'x', 'json', x'5b')")
    .run(root[0]!.checkpoint.id);

  const saver = await openSaver();
  const report = await importInto(saver, official);
  expect(report.unreadable.map(({ threadId, checkpointId, channel }) => [threadId, checkpointId, channel])).toEqual([
    ["one", broken, undefined],
    ["one", foreign, undefined],
    ["one", root[0]!.checkpoint.id, "x"],
    ["two", "empty", undefined],
  ]);
  expect(report.unreadable.every(({ because }) => because.length > 0)).toBe(true);
  const missing = new Set([broken, foreign]);
  const after = await everything(saver);
  expect(comparable(after)).toEqual(comparable(before.filter(({ checkpoint }) => !missing.has(checkpoint.id))));
  expect(report.checkpoints).toBe(after.length);
});

test("values are shared with the parent only where they are the same", async () => {
  const official = openOfficial();
  const versions = { kept: 1, changed: 1, gone: 1 };
  const put = (id: string, values: object, parent?: string) =>
    official.saver.put(
      { configurable: { thread_id: "t", ...(parent && { checkpoint_id: parent }) } },
      { v: 4, id, ts: "", channel_values: { ...values }, channel_versions: versions, versions_seen: {} },
      { source: "loop", step: 0, parents: {} },
    );
  // All with the same versions: what a mutated state looks like in the file.
  await put("a", { kept: ["k"], changed: ["old"], gone: 1 });
  await put("b", { kept: ["k"], changed: ["new"] }, "a");
  await put("c", { kept: ["k"], changed: ["other branch"], gone: 1 }, "b");
  await put("d", { kept: ["k"], changed: ["other branch"] }, "a");
  const saver = await openSaver();
  await importInto(saver, official);
  expect(comparable(await everything(saver))).toEqual(comparable(await everything(official.saver)));
});

test("other files are refused", async () => {
  const saver = await openSaver();
  const other = new BetterSqlite3(":memory:");
  onTestFinished(() => void other.close());
  expect(await codeOf(importSqliteSaver(betterSqlite3Driver(other), saver))).toBe("IMPORT_UNKNOWN");
  other.exec("CREATE TABLE checkpoints (thread_id TEXT)");
  expect(await codeOf(importSqliteSaver(betterSqlite3Driver(other), saver))).toBe("IMPORT_UNKNOWN");
  expect(await codeOf(importSqliteSaver(saver.export(), saver, { sqlJs }))).toBe("IMPORT_UNKNOWN");
  await expect(importSqliteSaver(saver.export(), saver, { sqlJs })).rejects.toThrow(/open it with SqlJsSaver/);
  expect(await codeOf(importSqliteSaver(new Uint8Array(100), saver, { sqlJs }))).not.toBe("no error");
});

test("a thread that is there already is not mixed with the file's", async () => {
  const official = openOfficial();
  await buildGraph(official.saver).invoke({ messages: [new HumanMessage("hello")] }, onThread("one"));
  await buildGraph(official.saver).invoke({ messages: [new HumanMessage("hello")] }, onThread("zwei"));
  const saver = await openSaver();
  await saver.put(
    { configurable: { thread_id: "zwei", checkpoint_ns: "elsewhere" } },
    { v: 4, id: "mine", ts: "", channel_values: {}, channel_versions: {}, versions_seen: {} },
    { source: "input", step: -1, parents: {} },
    {},
  );
  expect(await codeOf(importInto(saver, official))).toBe("IMPORT_CONFLICT");
  expect((await everything(saver)).map(({ checkpoint }) => checkpoint.id)).toEqual(["mine"]);
});

test("when the saver refuses, the thread in question is removed again and those before it stay", async () => {
  const official = openOfficial();
  for (const thread of ["first", "second"])
    await buildGraph(official.saver).invoke({ messages: [new HumanMessage("hello")] }, onThread(thread));
  class Full extends SqlJsSaver {
    override async putWrites(...call: Parameters<SqlJsSaver["putWrites"]>): Promise<void> {
      if (call[0].configurable!["thread_id"] === "second") throw new Error("the disk is full");
      return super.putWrites(...call);
    }
  }
  const saver = new Full(new sqlJs.Database());
  onTestFinished(() => saver.database.close());
  const failure = await importInto(saver, official).catch((error: unknown) => error as Error);
  expect(failure).toMatchObject({ code: "IMPORT_STOPPED", cause: new Error("the disk is full") });
  const threads = (await everything(saver)).map(({ config }) => config.configurable!["thread_id"]);
  expect(new Set(threads)).toEqual(new Set(["first"]));
});

test("parents come before their children, whatever their ids", () => {
  const order = parentsFirst([
    { id: "1", parentId: "9" },
    { id: "2", parentId: "1" },
    { id: "3", parentId: "not in the file" },
    { id: "4", parentId: "1" },
    { id: "5", parentId: "2" },
    { id: "9", parentId: undefined },
    { id: "a", parentId: "b" },
    { id: "b", parentId: "a" },
  ]);
  expect(order).toEqual(["3", "9", "1", "2", "5", "4", "a", "b"]);
});

test("a gap in the places of writes is filled with a special one, or closed", () => {
  const write = (index: number) => ({ index, write: [`channel ${index}`, index] as [string, unknown] });
  expect(inPlaces([write(-3), write(0), write(2)]).map(([channel]) => channel)).toEqual([
    "channel 0",
    "channel -3",
    "channel 2",
  ]);
  expect(inPlaces([write(-1), write(0)]).map(([channel]) => channel)).toEqual(["channel 0", "channel -1"]);
  expect(inPlaces([write(5)]).map(([channel]) => channel)).toEqual(["channel 5"]);
});
