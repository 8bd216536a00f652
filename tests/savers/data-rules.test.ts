// What becomes of a value, rule by rule, as src/savers/serde/README.md says: in the serializer, and through a saver.
import { AIMessage, HumanMessage, ToolMessage } from "@langchain/core/messages";
import { DeltaSnapshot } from "@langchain/langgraph-checkpoint";
import { FastSerializer, SaverError } from "@forkpoint/savers";
import { expect, test } from "vitest";
import { official } from "../../src/savers/serde/official.ts";
import { codeOf, openSaver } from "./saver-at-hand.ts";

const fast = new FastSerializer();
const json = (text: string): unknown => JSON.parse(text);
const utf8 = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

class Point {
  x: number;
  constructor(x: number) {
    this.x = x;
  }
  method(): void {}
}

const cyclic: Record<string, unknown> = { name: "ring", list: [1] };
(cyclic["list"] as unknown[]).push(cyclic);
cyclic["self"] = cyclic;

const nullPrototype: object = Object.assign(Object.create(null) as object, { a: 1 });
const sparse = [1, 2, 3];
delete sparse[1];

/** [rule, value, what is read]; without the third, what is read is equal to the value. */
const SAME_AS_OFFICIAL: readonly (readonly [rule: string, value: unknown, read?: unknown])[] = [
  ["text of any kind", ["", "nul\0nul", "\ud800", "\udc00\ud800", "\u2028\u2029", "a\u001eb", "😀", "\ufeff"]],
  ["undefined, alone and inside", [undefined, { a: undefined }, new Map([[undefined, undefined]])]],
  ["a hole in a list is undefined", sparse, [1, undefined, 3]],
  ["numbers that JSON has no words for are null", [NaN, Infinity, -Infinity, -0], [null, null, null, 0]],
  [
    "maps and sets, nested, with any key",
    new Map<unknown, unknown>([
      [{ k: 1 }, new Set([new Map([["a", 1]])])],
      [2, null],
    ]),
  ],
  ["bytes inside a value", { deep: [Uint8Array.of(0, 255)], none: new Uint8Array(0) }],
  ["patterns and errors; of an error only the message", [/a+\/b/gi, new TypeError("x")], [/a+\/b/gi, new Error("x")]],
  ["dates are their ISO text, invalid ones null", [new Date(0), new Date(NaN)], ["1970-01-01T00:00:00.000Z", null]],
  ["delta snapshots", new DeltaSnapshot([new HumanMessage("x")])],
  ["class instances are read as plain objects", { p: new Point(1) }, { p: { x: 1 } }],
  ["objects without a prototype are read as plain objects", nullPrototype, { a: 1 }],
  [
    "functions and symbols inside a value are left out",
    { f: () => 1, s: Symbol("s"), list: [() => 1] },
    { list: [null] },
  ],
  ["other typed arrays are objects", { f: Float32Array.of(1) }, { f: { "0": 1 } }],
  ["a Buffer inside a value is what its toJSON gives", { b: Buffer.from("a") }, { b: { type: "Buffer", data: [97] } }],
  [
    "where a value contains itself, there is a note instead",
    cyclic,
    { name: "ring", list: [1, "[Circular]"], self: "[Circular]" },
  ],
  ["keys that every object has", json('{"constructor":1,"toString":{"hasOwnProperty":2},"valueOf":null}')],
  [
    "data like a record of a kind that is none",
    [{ lc: 1 }, { lc: 2, type: "other" }, { lc: 3, type: "constructor", id: [] }],
  ],
  ["data like a record of ours is taken for one", { a: { lc: 2, type: "undefined" } }, { a: undefined }],
  [
    "a class by name is never called",
    { lc: 2, type: "constructor", id: ["Function"], method: null, args: ["return 1"], kwargs: {} },
  ],
  [
    "a record that is not well formed stays data",
    { lc: 2, type: "constructor", id: ["Map"], method: null, args: [[1]], kwargs: {} },
  ],
  [
    "data like a serialized message is taken for one",
    [{ lc: 1, type: "constructor", id: ["langchain_core", "messages", "HumanMessage"], kwargs: { content: "x" } }],
    [new HumanMessage({ content: "x" })],
  ],
  [
    "in a message, data like a record stays data",
    new ToolMessage({ content: "x", tool_call_id: "c", artifact: { lc: 1, type: "not a constructor", id: ["x"] } }),
  ],
  [
    "a message with all its fields",
    new AIMessage({
      content: [{ type: "text", text: "t" }],
      id: "m",
      name: "n",
      tool_calls: [{ id: "c", name: "t", args: { a: [1] }, type: "tool_call" }],
      usage_metadata: { input_tokens: 1, output_tokens: 2, total_tokens: 3 },
      additional_kwargs: { some_key: 1, someKey: { inner_key: 2 } },
      response_metadata: { model_name: "m" },
    }),
  ],
];

test.each(SAME_AS_OFFICIAL)("as the official serializer: %s", async (...[, value, ...read]) => {
  const expected = read.length > 0 ? read[0] : value;
  const [type, bytes] = await official.dumpsTyped(value);
  expect(await fast.dumpsTyped(value)).toEqual([type, bytes]);
  expect(fast.stringify(value)).toBe(utf8(bytes));
  expect(await fast.loadsTyped(type, bytes)).toEqual(expected);
  expect(await official.loadsTyped(type, bytes)).toEqual(expected);
});

test("a value of bytes is stored as bytes, and is the same bytes when it is read", async () => {
  const bytes = Uint8Array.of(0, 200, 10);
  expect(await fast.dumpsTyped(bytes)).toEqual(["bytes", bytes]);
  expect(await fast.loadsTyped("bytes", bytes)).toStrictEqual(bytes);
  expect(await fast.loadsTyped("bytes", "ä")).toEqual(Uint8Array.of(0xc3, 0xa4));
  await expect(fast.loadsTyped("other", bytes)).rejects.toThrow("Unknown serialization type: other");
});

test("a value that is mostly plain is written as any other", async () => {
  const plain = { rows: [{ a: 1, deep: [{ b: [null, true, "x"] }] }] };
  for (const odd of [
    undefined,
    new Date(0),
    new Set([plain]),
    Object.assign([1], { toJSON: () => new Map() }),
    { lg_name: "Send", node: "n" },
  ])
    for (const value of [{ plain, odd }, { odd, plain }, [plain, [[odd]]], { deep: { deeper: [plain, { odd }] } }])
      expect(await fast.dumpsTyped(value)).toEqual(await official.dumpsTyped(value));
});

test("data is not changed by being written, cycles included", () => {
  const frozen = Object.freeze({ list: Object.freeze([1]) });
  expect(fast.stringify(frozen)).toBe('{"list":[1]}');
  fast.stringify(cyclic);
  expect(cyclic["self"]).toBe(cyclic);
});

test.each([
  ["a BigInt", { id: 1n }],
  ["a BigInt alone", 1n],
  [
    "a map that contains itself",
    (() => {
      const map = new Map();
      return map.set("self", map);
    })(),
  ],
  [
    "a toJSON that throws",
    {
      toJSON() {
        throw new Error("no");
      },
    },
  ],
  ["a function", () => 1],
  ["a symbol", Symbol("s")],
])("refused, where the official serializer keeps nothing: %s", async (_, value) => {
  expect(() => fast.stringify(value)).toThrow(SaverError);
  expect(await codeOf(fast.dumpsTyped(value))).toBe("VALUE_NOT_STORABLE");
  // What that does instead: a sentence in place of the value, or no text at all, which cannot be read.
  const [, bytes] = await official.dumpsTyped(value);
  expect(["", '"[unable to serialize, circular reference is too complex to analyze]"']).toContain(utf8(bytes));
});

test("the sentence of the official serializer can still be stored as a text", () => {
  const sentence = "[unable to serialize, circular reference is too complex to analyze]";
  expect(fast.parse(fast.stringify(sentence))).toBe(sentence);
});

const POLLUTED =
  '{"a":[{"__proto__":{"admin":true}}],"__proto__":{"lc":2,"type":"undefined"},"m":{"lc":2,"type":"undefined"}}';

test("a key named __proto__ stays a key, and never becomes a prototype", async () => {
  const value = json(POLLUTED) as { a: [object]; m?: unknown };
  expect(fast.stringify(value)).toBe(POLLUTED);
  const read = fast.parse(POLLUTED) as typeof value;
  expect(Object.keys(read)).toEqual(["a", "__proto__", "m"]);
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  expect(Object.getPrototypeOf(read.a[0])).toBe(Object.prototype);
  expect((read.a[0] as { admin?: unknown }).admin).toBeUndefined();
  expect(Object.getOwnPropertyDescriptor(read.a[0], "__proto__")!.value).toEqual({ admin: true });
  // Pinned: what the official reader makes of it.
  const theirs = (await official.loadsTyped("json", '{"a":{"__proto__":{"admin":true}}}')) as {
    a: { admin?: unknown };
  };
  expect(theirs.a.admin).toBe(true);
});

test("in what core loads, a key named __proto__ is left out, and cannot make a record of what is none", async () => {
  const inherited = '{"args":[[1]],"__proto__":{"lc":2,"type":"constructor","id":["Set"]}}';
  const kwargs = `{"content":"x","additional_kwargs":{"a":1,"b":${inherited}}}`;
  const message = `{"lc":1,"type":"constructor","id":["langchain_core","messages","HumanMessage"],"kwargs":${kwargs}}`;
  const [read, rest] = (await fast.parse(`[${message},${POLLUTED}]`)) as [HumanMessage, object];
  expect(read).toBeInstanceOf(HumanMessage);
  expect(read.additional_kwargs).toEqual({ a: 1, b: { args: [[1]] } });
  expect(Object.keys(rest)).toContain("__proto__");
  // Pinned: the official reader makes a Set of it, of which core then keeps nothing.
  const theirs = (await official.loadsTyped("json", message)) as HumanMessage;
  expect(theirs.additional_kwargs).toEqual({ a: 1, b: {} });
});

test.each([
  ["an unknown class", { lc: 1, type: "constructor", id: ["nowhere", "Nothing"], kwargs: { a: 1 } }],
  [
    "a message that cannot be one",
    { lc: 1, type: "constructor", id: ["langchain_core", "messages", "AIMessage"], kwargs: { response_metadata: "x" } },
  ],
  [
    "a secret inside of one",
    {
      lc: 1,
      type: "constructor",
      id: ["langchain_core", "messages", "HumanMessage"],
      kwargs: { content: { lc: 1, type: "secret", id: ["KEY"] } },
    },
  ],
])("data that core cannot load stays data, and does not make the rest unreadable: %s", async (_, lookalike) => {
  const value = [new HumanMessage("before"), lookalike, new Map([["a", undefined]])];
  const [type, bytes] = await official.dumpsTyped(value);
  expect(await fast.dumpsTyped(value)).toEqual([type, bytes]);
  expect(await fast.loadsTyped(type, bytes)).toEqual(value);
  await expect(official.loadsTyped(type, bytes)).rejects.toThrow();
});

test("a message with data in it that only looks like a serialized object can be read", async () => {
  const lookalike = { lc: 1, type: "constructor", id: ["nowhere", "Nothing"], kwargs: { lc: 2 } };
  const message = new ToolMessage({ content: "x", tool_call_id: "c", artifact: { list: [lookalike, undefined] } });
  const [type, bytes] = await official.dumpsTyped([message]);
  expect(await fast.dumpsTyped([message])).toEqual([type, bytes]);
  const [read] = (await fast.loadsTyped(type, bytes)) as [ToolMessage];
  expect(read).toBeInstanceOf(ToolMessage);
  expect(read.artifact).toEqual({ list: [lookalike, null] });
  await expect(official.loadsTyped(type, bytes)).rejects.toThrow(/Invalid namespace/);
});

test("a message changed in place, at any depth, is written as it is now", () => {
  const message = new AIMessage({
    content: "a",
    tool_calls: [{ id: "c", name: "t", args: { q: { deep: [1] } } }],
    id: "m",
  });
  const write = () => JSON.parse(fast.stringify(message)) as { kwargs: Record<string, any> };
  const first = fast.stringify(message);
  expect(fast.stringify(message)).toBe(first);
  message.content = "b";
  expect(write().kwargs["content"]).toBe("b");
  (message.tool_calls![0]!.args["q"] as { deep: number[] }).deep.push(2);
  expect(write().kwargs["tool_calls"][0].args.q.deep).toEqual([1, 2]);
  (message.tool_calls![0]!.args["q"] as { deep: number[] }).deep.pop();
  expect(write().kwargs["tool_calls"][0].args.q.deep).toEqual([1]);
  message.additional_kwargs = { late: true };
  expect(write().kwargs["additional_kwargs"]).toEqual({ late: true });
  message.response_metadata["finish"] = "stop";
  expect(write().kwargs["response_metadata"]).toEqual({ finish: "stop" });
  message.response_metadata["list"] = [1, 2];
  expect(write().kwargs["response_metadata"].list).toEqual([1, 2]);
  (message.response_metadata["list"] as number[]).pop();
  expect(write().kwargs["response_metadata"].list).toEqual([1]);
  message.tool_calls = [];
  expect(write().kwargs["tool_calls"]).toEqual([]);
  (message.lc_kwargs as Record<string, unknown>)["name"] = "given late";
  message.name = "kept";
  expect(write().kwargs["name"]).toBe("kept");
});

test("parse is synchronous for plain data and plain messages, and a promise only where core must load", async () => {
  const read = fast.parse(fast.stringify([new HumanMessage("x"), new Map([["a", /x/]]), new Error("e")]));
  expect(read).toBeInstanceOf(Array);
  const rare = fast.parse(fast.stringify([new AIMessage({ content: "x", additional_kwargs: { m: { lc: 1 } } })]));
  expect(rare).toBeInstanceOf(Promise);
  expect(((await rare) as [AIMessage])[0].additional_kwargs).toEqual({ m: { lc: 1 } });
});

test("through a saver: large values, many channels, long and odd names", async () => {
  const saver = await openSaver({ serde: fast });
  const big = "0123456789".repeat(500_000);
  const values = {
    big,
    bytes: new Uint8Array(5_000_000).fill(7),
    ...Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`channel ${n}`, n])),
    ...(json('{"__proto__":{"a":1},"constructor":[1],"toString":"t","nul\\u0000":0,"\\ud800":1}') as object),
  };
  const thread = "\0\ud800'\"%_\\".repeat(1_500);
  expect(thread.length).toBeGreaterThan(10_000);
  const versions = Object.fromEntries(Object.keys(values).map((channel) => [channel, 1]));
  const config = { configurable: { thread_id: thread, checkpoint_ns: "" } };
  const checkpoint = { v: 4, id: "1", ts: "", channel_values: values, channel_versions: versions, versions_seen: {} };
  await saver.put(config, checkpoint, { source: "input", step: -1, parents: {} }, versions);
  const read = (await saver.getTuple(config))!;
  expect(read.config.configurable!["thread_id"]).toBe(thread);
  expect(Object.keys(read.checkpoint.channel_values).toSorted()).toEqual(Object.keys(values).toSorted());
  // Not toEqual on all of it: on bytes that takes seconds.
  expect(Buffer.compare(read.checkpoint.channel_values["bytes"] as Uint8Array, values.bytes)).toBe(0);
  expect({ ...read.checkpoint.channel_values, bytes: 0 }).toEqual({ ...values, bytes: 0 });
});

test("through a saver: a value that cannot be stored is refused, and nothing of its checkpoint is written", async () => {
  const saver = await openSaver({ serde: fast });
  const config = { configurable: { thread_id: "t", checkpoint_ns: "" } };
  const checkpoint = {
    v: 4,
    id: "1",
    ts: "",
    channel_values: { fine: 1, not: { id: 1n } },
    channel_versions: { fine: 1, not: 1 },
    versions_seen: {},
  };
  const put = saver.put(config, checkpoint, { source: "input", step: -1, parents: {} }, { fine: 1, not: 1 });
  expect(await codeOf(put)).toBe("VALUE_NOT_STORABLE");
  expect(await saver.getTuple(config)).toBeUndefined();
});
