// What is shown of values is what a graph finds in them, whatever their types, and whatever somebody wrote into the file.
import { DeltaSnapshot, uuid5 } from "@langchain/langgraph-checkpoint";
import { expect, test } from "vitest";
import { at, idOf, put } from "../../src/conformance/contracts/saver/saver-calls.ts";
import { openFile } from "../../src/inspect/open-file.ts";
import { MOST_CHARACTERS, MOST_DEPTH, MOST_PARTS } from "../../src/inspect/show-value.ts";
import { openSaver, sqlJs } from "../savers/saver-at-hand.ts";
import { channelOf, entries, key, other, stateOf } from "./state-at-hand.ts";

test("values are shown as what they were, without anything that could run", async () => {
  const cases: [unknown, unknown, unknown?][] = [
    [null, null, null],
    ["text", "text", "text"],
    [1.5, 1.5, 1.5],
    [[1, [true]], { is: "list", items: [1, { is: "list", items: [true] }] }, [1, [true]]],
    [{ a: { b: 1 } }, entries(null, ["a", entries(null, ["b", 1])]), { a: { b: 1 } }],
    [undefined, other("undefined")],
    [{ a: undefined, b: 1 }, entries(null, ["a", other("undefined")], ["b", 1]), { b: 1 }],
    [[undefined], { is: "list", items: [other("undefined")] }],
    [
      new Map<unknown, unknown>([
        ["a", 1],
        [{ k: 2 }, new Set(["x"])],
      ]),
      entries("Map", ["a", 1], ['{"k":2}', entries("Set", ["0", "x"])]),
    ],
    [new Date(0), "1970-01-01T00:00:00.000Z", "1970-01-01T00:00:00.000Z"],
    [/a+/gi, entries("RegExp", ["source", "a+"], ["flags", "gi"])],
    [new RangeError("no"), entries("Error", ["message", "no"])],
    [[Uint8Array.of(0, 255)], { is: "list", items: [other("2 bytes: 00 ff")] }],
    [new Uint8Array(0), other("0 bytes")],
    [new Uint8Array(17), other(`17 bytes: ${"00 ".repeat(16)}…`)],
    [new DeltaSnapshot([1]), entries("DeltaSnapshot", ["value", { is: "list", items: [1] }])],
    [
      { lc: 1, type: "constructor", id: ["langchain_core", "documents", "Document"], kwargs: { pageContent: "p" } },
      entries("Document", ["pageContent", "p"]),
    ],
    // Looks like a record of the serializer's, and is none.
    [
      { lc: 2, type: "constructor", id: ["Function"], args: ["alert(1)"] },
      expect.objectContaining({ type: null }),
      expect.anything(),
    ],
    [
      { lc: 2, type: "constructor", id: ["Map", "x"], args: [[["a", 1]]] },
      expect.objectContaining({ type: null }),
      expect.anything(),
    ],
    [{ lc: 1, type: "secret", id: ["KEY"] }, expect.objectContaining({ type: null }), expect.anything()],
  ];
  const { channels } = await stateOf(Object.fromEntries(cases.map(([value], at) => [`case ${at}`, value])));
  for (const [at, [, shown, json]] of cases.entries()) {
    expect(channels[at]!.value).toEqual(shown);
    if (json === undefined) expect(channels[at]!.json).toBeNull();
    else expect(JSON.parse(channels[at]!.json!)).toEqual(json);
  }
  expect(channels).toHaveLength(cases.length);
});

test("keys that are named like prototypes are keys", async () => {
  const value = JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":2},"toString":3}');
  const { value: shown, json } = await channelOf(value);
  expect(shown).toEqual(
    entries(
      null,
      ["__proto__", entries(null, ["polluted", 1])],
      ["constructor", entries(null, ["prototype", 2])],
      ["toString", 3],
    ),
  );
  expect(Object.keys(JSON.parse(json!))).toEqual(["__proto__", "constructor", "toString"]);
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

test("what is too much is told in words", async () => {
  const long = await channelOf("x".repeat(MOST_CHARACTERS + 5));
  expect(long.value).toBe(`${"x".repeat(MOST_CHARACTERS)}… (+ 5 more characters)`);
  expect(JSON.parse(long.json!)).toHaveLength(MOST_CHARACTERS + 5);

  const wide = (await channelOf(Array.from({ length: MOST_PARTS + 500 }, (_, n) => n))).value as unknown as {
    items: unknown[];
  };
  expect(wide.items).toHaveLength(MOST_PARTS);
  expect(wide.items.at(-1)).toEqual(other("+ 501 more"));
  const record = (await channelOf(Object.fromEntries(wide.items.map((_, n) => [`k${n}`, n])))).value;
  expect((record as unknown as { entries: unknown[] }).entries.at(-1)).toEqual(["…", other("+ 1 more")]);

  const deep = "[".repeat(5_000) + "]".repeat(5_000);
  const saver = await openSaver();
  await put(saver, { config: at("t"), n: 1, values: { value: "x" } });
  using file = openFile(sqlJs, changedFile(saver.export(), deep));
  const [channel] = file.state(key).channels;
  expect(JSON.stringify(channel!.value).match(/"is":"list"/g)).toHaveLength(MOST_DEPTH);
  expect(JSON.stringify(channel!.value)).toContain("nested too deep");
  expect(channel!.json).toBeNull();

  expect((await channelOf(Array.from({ length: 11 }, () => "x".repeat(100_000)))).json).toBeNull();
});

/** The value of the one channel is this text. */
function changedFile(bytes: Uint8Array, text: string, sql = "UPDATE checkpoints SET refs = ?"): Uint8Array {
  const database = new sqlJs.Database(bytes);
  database.run(sql, [JSON.stringify({ value: text })]);
  const changed = database.export();
  database.close();
  return changed;
}

test("state channels come first, and LangGraph's own are marked", async () => {
  const values = { "branch:to:a": null, b: 1, __start__: 2, "join:a+b:c": [], a: 3, __root__: 4 };
  const { channels } = await stateOf(values);
  expect(channels.map(({ name, internal }) => [name, internal])).toEqual([
    ["b", false],
    ["a", false],
    ["__root__", false],
    ["branch:to:a", true],
    ["__start__", true],
    ["join:a+b:c", true],
  ]);
  expect(channels.map(({ version, bytes }) => [version, bytes])).toEqual([
    [1, 1],
    [1, 1],
    [1, 1],
    [1, 4],
    [1, 1],
    [1, 2],
  ]);
});

test("bytes of another serializer, rows that are gone and text that is no JSON are told of", async () => {
  const serde = {
    dumpsTyped: async (): Promise<[string, Uint8Array]> => ["secret", new Uint8Array([1, 2])],
    loadsTyped: async () => null,
  };
  const saver = await openSaver({ serde });
  await put(saver, { config: at("t"), n: 1, values: { value: "x" } });
  using file = openFile(sqlJs, saver.export());
  expect(file.state(key).channels[0]).toMatchObject({
    value: other('2 bytes of another serializer, called "secret"'),
    json: null,
  });

  const plain = await openSaver();
  await put(plain, { config: at("t"), n: 1, values: { value: "x" } });
  using broken = openFile(sqlJs, changedFile(plain.export(), "{no json"));
  expect(broken.state(key).channels[0]).toMatchObject({
    value: other("text that is no JSON: it was changed by hand"),
    json: null,
  });
  for (const ref of [99, null, { a: 1 }]) {
    using gone = openFile(sqlJs, changedFile(plain.export(), ref as never));
    expect(gone.state(key).channels[0]).toMatchObject({
      value: other("not in this file: the row that held it is gone"),
      bytes: 0,
    });
  }
});

test("writes are told with their kind, and by whom they are", async () => {
  const saver = await openSaver();
  const config = await put(saver, { config: at("t"), n: 1 });
  const [caller, update] = ["00000000-0000-0000-0000-000000000000", uuid5("__interrupt__", idOf(1))];
  await saver.putWrites(config as never, [["__resume__", "yes"]], caller);
  await saver.putWrites(config as never, [["log", new Map([["a", 1]])]], update);
  await saver.putWrites(config as never, [["__error__", { name: "E", message: "m" }]], "some task");
  await saver.putWrites(config as never, [["file", Uint8Array.of(1)]], "other task");
  using file = openFile(sqlJs, saver.export());
  const { writes } = file.state(key);
  const told = writes.map(({ task, node, by, channel, kind }) => [
    task === update ? "update" : task,
    node,
    by,
    channel,
    kind,
  ]);
  expect(told.toSorted()).toEqual(
    [
      [caller, null, "caller", "__resume__", "resume"],
      ["update", null, "update", "log", "result"],
      ["some task", null, undefined, "__error__", "error"],
      ["other task", null, undefined, "file", "result"],
    ].toSorted(),
  );
  expect(writes.find(({ channel }) => channel === "log")?.value).toEqual(entries("Map", ["a", 1]));
  expect(writes.find(({ channel }) => channel === "file")?.value).toEqual(other("1 byte: 01"));
  expect(file.checkpoints()[0]?.errors).toEqual(["E: m"]);
});

test("a task that ran a subgraph is known by the subgraph's namespace, under whatever names", async () => {
  const saver = await openSaver();
  const [thread, namespace] = ["a\\b\0", "outer:1\\"];
  const config = await put(saver, { config: at(thread, namespace), n: 1 });
  await saver.putWrites(config as never, [["log", 1]], "task-7");
  await put(saver, { config: at(thread, `${namespace}|inner:task-7|deep:task-9`), n: 2 });
  using file = openFile(sqlJs, saver.export());
  const { writes } = file.state({ thread, namespace, id: idOf(1) });
  expect(writes.map(({ task, node }) => [task, node])).toEqual([["task-7", "inner"]]);
});
