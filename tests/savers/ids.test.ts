// Every JavaScript string is an id or a name of its own, and what a filter asks for is taken literally.
import { expect, test } from "vitest";
import { originalText, storedText } from "@forkpoint/savers/schema";
import {
  at,
  idOf,
  listed,
  listedIds,
  put,
  valuesAt,
  writesAt,
} from "../../src/conformance/contracts/saver/saver-calls.ts";
import { openSaver, query } from "./saver-at-hand.ts";

const STRANGE = [
  "__proto__",
  "constructor",
  "a\0b",
  "a",
  "a\0c",
  "\ud800",
  "\ud801",
  "\udc00x",
  "\ufffd",
  "\\ud800",
  "\\",
  "\\\\",
  "'; DROP TABLE checkpoints; --",
  "%",
  "_",
  "é",
  "e\u0301",
  "🙂",
  " ",
  "A",
  "x".repeat(10_000),
];

test("stored text gives back the original, and no two strings the same", () => {
  expect(STRANGE.map((text) => originalText(storedText(text)))).toEqual(STRANGE);
  expect(
    new Set(STRANGE.map((text) => new TextDecoder().decode(new TextEncoder().encode(storedText(text))))).size,
  ).toBe(STRANGE.length);
});

test("ordinary ids are stored as they are", () => {
  for (const text of ["user 1", idOf(7), "child:1f0c|x", "é🙂", ""]) expect(storedText(text)).toBe(text);
});

test("text in the tables is whole for SQLite's own functions", async () => {
  const saver = await openSaver();
  await put(saver, { config: at("a\0b"), n: 1 });
  expect(query(saver.export(), "SELECT length(thread), thread LIKE 'a%b' FROM v_checkpoints")).toEqual([[8, 1]]);
});

test("strange threads, namespaces, tasks and channels are each their own", async () => {
  const saver = await openSaver();
  for (const [place, text] of STRANGE.entries()) {
    const config = await put(saver, {
      config: at(text, text),
      n: place + 1,
      values: Object.fromEntries([[text, place]]),
    });
    await saver.putWrites(config, [[text, place]], text);
  }
  for (const [place, text] of STRANGE.entries()) {
    const tuple = await saver.getTuple(at(text, text));
    expect(tuple?.config).toEqual(at(text, text, idOf(place + 1)));
    expect(Object.entries(tuple?.checkpoint.channel_values ?? {})).toEqual([[text, place]]);
    expect(tuple?.pendingWrites).toEqual([[text, text, place]]);
  }
  const threads = (await listed(saver, {})).map((tuple) => tuple.config.configurable?.thread_id as string);
  expect(threads).toEqual(STRANGE.toReversed());
  await saver.deleteThread("a");
  expect(await listedIds(saver, {})).toHaveLength(STRANGE.length - 1);
});

test("strange checkpoint ids are each their own, and parents", async () => {
  const saver = await openSaver();
  let parent: string | undefined;
  for (const id of STRANGE) {
    const checkpoint = { v: 4, id, ts: "", channel_values: { id }, channel_versions: { id: 1 }, versions_seen: {} };
    await saver.put(at("t", "", parent), checkpoint, { source: "loop", step: 1, parents: {} }, { id: 1 });
    parent = id;
  }
  for (const [place, id] of STRANGE.entries()) {
    expect(await valuesAt(saver, at("t", "", id))).toEqual({ id });
    const parentConfig = (await saver.getTuple(at("t", "", id)))?.parentConfig;
    expect(parentConfig).toEqual(place === 0 ? undefined : at("t", "", STRANGE[place - 1]));
  }
});

test("versions and what nodes have seen keep channels named like Object's own", async () => {
  const saver = await openSaver();
  const named = JSON.parse('{"__proto__": 3, "constructor": 4}') as Record<string, number>;
  const checkpoint = {
    v: 4,
    id: idOf(1),
    ts: "",
    channel_values: {},
    channel_versions: named,
    versions_seen: { node: named },
  };
  await saver.put(at("t"), checkpoint, { source: "loop", step: 1, parents: {} }, named);
  const tuple = await saver.getTuple(at("t"));
  expect(Object.entries(tuple?.checkpoint.channel_versions ?? {})).toEqual(Object.entries(named));
  expect(Object.entries(tuple?.checkpoint.versions_seen.node ?? {})).toEqual(Object.entries(named));
});

test("writes come in the order of task and place, beyond nine of them", async () => {
  const saver = await openSaver();
  const config = await put(saver, { config: at("t"), n: 1 });
  for (const task of ["t2", "t10", "t1"])
    await saver.putWrites(
      config,
      Array.from({ length: 12 }, (_, place): [string, number] => ["topic", place]),
      task,
    );
  await saver.putWrites(
    config,
    [
      ["topic", 0],
      ["__error__", "no"],
    ],
    "t0",
  );
  const expected = ["t1", "t10", "t2"].flatMap((task) =>
    Array.from({ length: 12 }, (_, place) => [task, "topic", place]),
  );
  expect(await writesAt(saver, config)).toEqual([["t0", "__error__", "no"], ["t0", "topic", 0], ...expected]);
});

test("an empty list of writes is no error", async () => {
  const saver = await openSaver();
  const config = await put(saver, { config: at("t"), n: 1 });
  await saver.putWrites(config, [], "task");
  await saver.putWrites(at("nobody", "", idOf(1)), [], "task");
  expect(await writesAt(saver, config)).toEqual([]);
  expect(query(saver.export(), "SELECT thread_id FROM scopes")).toEqual([["t"]]);
});

test("sends of old checkpoints keep their order, beyond nine of them and over tasks", async () => {
  const saver = await openSaver();
  const parent = await put(saver, { config: at("t"), n: 1, format: 3 });
  for (const task of ["b", "a"])
    await saver.putWrites(
      parent,
      Array.from({ length: 11 }, (_, place): [string, string] => ["__pregel_tasks", `${task}${place}`]),
      task,
    );
  await saver.putWrites(parent, [["other", 1]], "c");
  const child = await put(saver, {
    config: parent as never,
    n: 2,
    format: 3,
    values: { topic: 1 },
    versions: { topic: 5 },
  });
  const tuple = await saver.getTuple(child);
  expect(tuple?.checkpoint.channel_values.__pregel_tasks).toEqual(
    ["a", "b"].flatMap((task) => Array.from({ length: 11 }, (_, place) => `${task}${place}`)),
  );
  expect(tuple?.checkpoint.channel_versions).toEqual({ topic: 5, __pregel_tasks: 5 });
  expect((await saver.getTuple(parent))?.checkpoint.channel_values).toEqual({});
});

test("a filter asks for several keys at once; an undefined one asks for nothing; a key nobody has finds nobody", async () => {
  const saver = await openSaver();
  await put(saver, {
    config: at("t"),
    n: 1,
    metadata: { user: "ann", list: [1, [2]], place: { x: 1 }, done: false, size: 1.5, none: null },
  });
  await put(saver, { config: at("t"), n: 2, metadata: { user: "ann", list: [1] } });
  const ids = (filter: object) => listedIds(saver, {}, { filter });
  expect(await ids({ user: "ann", step: 2 })).toEqual([idOf(2)]);
  expect(await ids({ user: undefined })).toHaveLength(2);
  expect(await ids({ list: [1, [2]] })).toEqual([idOf(1)]);
  expect(await ids({ list: { 0: 1 } })).toEqual([]);
  expect(await ids({ place: { x: 1 } })).toEqual([idOf(1)]);
  expect(await ids({ place: { x: 1, y: 2 } })).toEqual([]);
  expect(await ids({ place: {} })).toEqual([]);
  expect(await ids({ done: false })).toEqual([idOf(1)]);
  expect(await ids({ done: true })).toEqual([]);
  expect(await ids({ done: 0 })).toEqual([]);
  expect(await ids({ none: null, size: 1.5 })).toEqual([idOf(1)]);
  expect(await ids({ none: false })).toEqual([]);
  expect(await ids({ size: "1.5" })).toEqual([]);
  expect(await ids({ size: NaN })).toEqual([]);
  expect(await ids({ toString: "x" })).toEqual([]);
  expect(await ids(JSON.parse('{"__proto__":{}}') as object)).toEqual([]);
  expect(await ids({ nobody: null })).toEqual([]);
  expect(await listedIds(saver, {}, { filter: { user: "ann" }, limit: 1 })).toEqual([idOf(2)]);
});

test("the views say in plain columns what is stored", async () => {
  const saver = await openSaver();
  const root = await put(saver, { config: at("t"), n: 1, values: { topic: "one", file: new Uint8Array([1, 2]) } });
  await put(saver, {
    config: root as never,
    n: 2,
    values: { topic: "one" },
    newVersions: {},
    metadata: { source: "fork" },
  });
  await saver.putWrites(root, [["topic", "two"]], "task");
  const bytes = saver.export();
  expect(
    query(
      bytes,
      "SELECT thread, namespace, id, parent, step, source, created_at, pending_writes FROM v_checkpoints ORDER BY id",
    ),
  ).toEqual([
    ["t", "", idOf(1), null, 1, "loop", "2026-01-01T00:00:00.001Z", 1],
    ["t", "", idOf(2), idOf(1), 2, "fork", "2026-01-01T00:00:00.002Z", 0],
  ]);
  expect(query(bytes, "SELECT metadata FROM v_checkpoints ORDER BY id LIMIT 1")).toEqual([
    ['{"source":"loop","step":1,"parents":{}}'],
  ]);
  expect(query(bytes, "SELECT id, channel, version, bid, type, value FROM v_values ORDER BY id, channel")).toEqual([
    [idOf(1), "file", 1, 1, "bytes", null],
    [idOf(1), "topic", 1, null, "json", '"one"'],
    [idOf(2), "topic", 1, null, "json", '"one"'],
  ]);
  expect(query(bytes, "SELECT task, idx, channel, value FROM v_writes")).toEqual([["task", 0, "topic", '"two"']]);
});
