// Random values of every kind that a graph's state can hold, and of the kinds that only look like something else.
import {
  AIMessage,
  AIMessageChunk,
  ChatMessage,
  FunctionMessage,
  HumanMessage,
  HumanMessageChunk,
  RemoveMessage,
  SystemMessage,
  ToolMessage,
  ToolMessageChunk,
} from "@langchain/core/messages";
import { Document } from "@langchain/core/documents";
import { Command, Send } from "@langchain/langgraph";
import { DeltaSnapshot } from "@langchain/langgraph-checkpoint";
import type { Random } from "@forkpoint/conformance";

const TEXTS = [
  "",
  "a",
  "héllo 😀",
  "nul\0nul",
  "\ud800",
  "\udc00\ud800",
  "\u2028\u2029",
  "record\u001eseparator",
  'quote " and \\ and \n',
  '{"lc":1}',
  '"lc":2,"type":"undefined"',
  "__lc_escaped__",
  "__proto__",
  "x".repeat(300),
];
const NUMBERS = [0, -0, 1, -1, 0.1, 1e21, 1e-7, 2 ** 31, 2 ** 53, -(2 ** 60), NaN, Infinity, -Infinity];
const KEYS = [
  "a",
  "b",
  "id",
  "type",
  "value",
  "kwargs",
  "args",
  "c d",
  "constructor",
  "toString",
  "hasOwnProperty",
  "ünï",
];
const RARE_KEYS = [
  "__proto__",
  "lc",
  "lg_name",
  "__lc_escaped__",
  "lc_kwargs",
  "lc_serializable",
  "length",
  "0",
  "\ud800",
];

class Point {
  x = 1;
  y: unknown;
  constructor(y: unknown) {
    this.y = y;
  }
}

class Money {
  readonly cents: number;
  constructor(cents: number) {
    this.cents = cents;
  }
  toJSON(): unknown {
    return { cents: this.cents, as: `${this.cents / 100}` };
  }
}

class Tags extends Set<unknown> {}

export function randomValue(random: Random, depth = 0): unknown {
  const { int, pick } = random;
  const inner = () => randomValue(random, depth + 1);
  const leaf = () =>
    pick([() => pick(TEXTS), () => pick(NUMBERS), () => null, () => undefined, () => random.boolean()])();
  if (depth > 3 || int(0, 3) === 0) return leaf();
  return pick<() => unknown>([
    () => many(random, inner),
    () => many(random, inner),
    () => randomRecord(random, inner),
    () => randomRecord(random, inner),
    () => randomRecord(random, inner),
    () => Object.assign(Object.create(null) as object, { a: inner() }),
    () => randomMessage(random, depth),
    () => randomMessage(random, depth),
    () => many(random, () => randomMessage(random, depth)),
    () => new Map([[inner(), inner()], ...many(random, () => [pick(TEXTS), inner()] as [unknown, unknown])]),
    () => new Set(many(random, inner)),
    () => pick([/a+/gi, /[/]\n/u, new RegExp("")]),
    () =>
      pick([
        new Error("boom"),
        new TypeError(pick(TEXTS)),
        Object.assign(new Error("with fields"), { status: inner() }),
      ]),
    () => Uint8Array.from(many(random, () => int(0, 255))),
    () => new Date(pick([0, 1e12, NaN])),
    () => new DeltaSnapshot(inner()),
    () => new Document({ pageContent: pick(TEXTS), metadata: { a: inner() } }),
    () => new Send(pick(TEXTS), inner(), ...pick([[], [{ timeout: 5 }]])),
    () =>
      new Command({ update: { a: inner() }, resume: inner(), goto: pick(["x", ["x", "y"], [new Send("n", inner())]]) }),
    () => new Point(inner()),
    () => new Money(int(0, 1000)),
    () => new Tags(many(random, inner)),
    () => pick([Object(1), Object("boxed"), Object(false), new Float32Array(2), new ArrayBuffer(2), Buffer.from("b")]),
    () => lookalike(random, inner),
    () => Object.assign([inner()], { 3: inner() }),
  ])();
}

function many<Item>(random: Random, item: () => Item): Item[] {
  return Array.from({ length: random.int(0, 4) }, item);
}

function randomRecord(random: Random, inner: () => unknown): object {
  const record = {};
  for (let left = random.int(0, 4); left > 0; left -= 1) {
    const key = random.int(0, 40) === 0 ? random.pick(RARE_KEYS) : random.pick(KEYS);
    Object.defineProperty(record, key, { value: inner(), enumerable: true, writable: true, configurable: true });
  }
  return record;
}

/** Data of the user that is shaped like a record of a serializer. */
function lookalike({ pick }: Random, inner: () => unknown): object {
  const lc = pick<unknown>([1, 2, 2, 3, "1"]);
  const type = pick<unknown>([
    "constructor",
    "constructor",
    "undefined",
    "delta_snapshot",
    "secret",
    "not_implemented",
    7,
  ]);
  const id = pick<unknown>([
    ["Map"],
    ["Set"],
    ["RegExp"],
    ["Error"],
    ["Uint8Array"],
    ["Function"],
    ["Set", "more"],
    ["langchain_core", "messages", "HumanMessage"],
    ["langchain_core", "messages", "AIMessage"],
    ["langchain_core", "messages", "RemoveMessage"],
    ["langchain_core", "prompts", "prompt", "PromptTemplate"],
    ["langchain_core", "nowhere", "Nothing"],
    [],
    "Map",
  ]);
  const args = pick<unknown>([
    [],
    [[]],
    [[["k", inner()]]],
    [[1, 2, 300]],
    [[1, 2]],
    ["a", "g"],
    ["(", "g"],
    ["m"],
    [inner()],
    1,
  ]);
  return {
    lc,
    ...pick([{ type }, { type }, {}]),
    ...pick([{ id }, { id }, {}]),
    ...pick([{ args }, {}]),
    ...pick([{ method: null }, { method: "from" }, {}]),
    ...pick([{ kwargs: { content: inner(), id: "u" } }, { kwargs: {} }, { value: inner() }, {}]),
    ...pick([{ extra: inner() }, {}, {}]),
  };
}

function randomMessage(random: Random, depth: number): object {
  const { pick, int } = random;
  const text = () => pick(TEXTS);
  // Most fields of most messages are plain; some hold anything.
  const inner = () =>
    int(0, 9) === 0 ? randomValue(random, depth + 2) : pick<unknown>([1, "t", null, { k: text() }, [text()]]);
  const content = () =>
    pick<string | object[]>([
      text(),
      text(),
      [{ type: "text", text: text() }],
      [{ type: "image_url", image_url: { url: text() } }],
      [],
    ]);
  const common = () => ({
    content: content() as string,
    ...pick<object>([{ id: pick(TEXTS) }, { id: undefined }, {}]),
    ...pick<object>([{ name: "n" }, { name: undefined }, {}, {}]),
    ...pick<object>([{ additional_kwargs: { someKey: inner(), some_key: inner() } }, {}, {}]),
    ...pick<object>([
      { response_metadata: { model_name: "m", usage: inner() } },
      { response_metadata: { output_version: "v1" } },
      {},
      {},
    ]),
  });
  const toolCall = () => ({
    id: text(),
    name: text(),
    args: { q: inner() },
    ...pick<object>([{ type: "tool_call" }, {}]),
  });
  const ai = () => ({
    ...common(),
    ...pick<object>([{ tool_calls: many(random, toolCall) }, {}]),
    ...pick<object>([{ invalid_tool_calls: [{ name: "t", args: "{", error: undefined }] }, {}, {}]),
    ...pick<object>([{ usage_metadata: { input_tokens: 1, output_tokens: int(0, 9), total_tokens: 3 } }, {}]),
  });
  const tool = () => ({
    ...common(),
    tool_call_id: text(),
    ...pick<object>([{ artifact: inner() }, {}]),
    ...pick<object>([{ status: "error" as const }, {}]),
    ...pick<object>([{ metadata: { a: inner() } }, {}]),
  });
  return pick<() => object>([
    () => new HumanMessage(text()),
    () => new HumanMessage(common()),
    () => new HumanMessage({ ...common(), [pick(["tool_call_id", "usage_metadata"])]: "of another class" } as never),
    () => new AIMessage(text()),
    () => new AIMessage(ai()),
    () => new AIMessage(ai()),
    () => new SystemMessage(common()),
    () => new ToolMessage(tool()),
    () => new ToolMessage(text(), "call", "name"),
    () => new AIMessageChunk(ai()),
    () =>
      new AIMessageChunk({ content: text(), tool_call_chunks: [{ name: "t", args: '{"a":1}', id: "c", index: 0 }] }),
    () => new HumanMessageChunk(common()),
    () => new ToolMessageChunk(tool()),
    () => new ChatMessage({ ...common(), role: "critic" }),
    () => new FunctionMessage({ ...common(), name: "f" }),
    () => new RemoveMessage({ id: text() }),
    () => new HumanMessage({ ...common(), contentBlocks: undefined } as never),
    () => Object.assign(new HumanMessage(common()), { id: "set later", content: content() }),
  ])();
}

/** Changes something inside `value`, in place: what a node may do to the state that it is given. False where nothing can be. */
export function mutateSomewhere(value: unknown, random: Random): boolean {
  const containers = containersIn(value);
  if (containers.length === 0) return false;
  const container = random.pick(containers) as Record<string, unknown>;
  const keys = Object.keys(container).filter((key) => key !== "lc_serializable" && key !== "lc_namespace");
  const change = random.int(0, 3);
  if (Array.isArray(container) && change === 0) container.push("pushed");
  else if (Array.isArray(container) && change === 1) container.pop();
  else if (change === 1 && keys.length > 0) delete container[random.pick(keys)];
  else if (change === 2 && keys.length > 0)
    container[random.pick(keys)] = random.pick<unknown>(["", "new", 7, null, undefined, [], {}, new Map()]);
  else container["added"] = "new";
  return true;
}

/** Messages, lists and plain records in it, at any depth. */
function containersIn(value: unknown, found = new Set<object>()): object[] {
  if (typeof value !== "object" || value === null || found.has(value)) return [...found];
  if (ArrayBuffer.isView(value) || value instanceof String) return [...found];
  found.add(value);
  for (const part of Object.values(value)) containersIn(part, found);
  return [...found];
}
