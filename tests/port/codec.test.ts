import { describe, expect, it } from "vitest";
import { decode, type Inbound } from "../../src/port/decode.ts";
import { encode, type Outbound } from "../../src/port/encode.ts";
import { PortError } from "../../src/port/errors.ts";
import { defaultLimits } from "../../src/port/limits.ts";
import { parseLine } from "../../src/port/parse-line.ts";
import type { PortLimits } from "../../src/port/types.ts";

const out = (limits: Partial<PortLimits> = {}): Outbound => ({
  limits: { ...defaultLimits, ...limits },
  refer: () => '{"$":"function","id":1}',
});
const inn = (limits: Partial<PortLimits> = {}): Inbound => ({
  limits: { ...defaultLimits, ...limits },
  receive: (kind, id) => Object.assign(() => {}, { kind, id }),
  original: (id) => ({ original: id }),
});
const travel = (value: unknown): any => decode(parseLine(encode(value, out()), defaultLimits), inn());
const arrive = (tree: unknown, limits: Partial<PortLimits> = {}): any => decode(tree, inn(limits));

function code(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof PortError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return "nothing was thrown";
}

class Named {
  value = 1;
}

describe("plain data travels", () => {
  it.each<[string, unknown]>([
    ["null and booleans", [null, true, false]],
    ["text with quotes, escapes and half a surrogate pair", '"\\\n\u0000\ud800 ü 🎉'],
    ["numbers", [0, -1, 1.5, 1e300, 5e-324]],
    ["numbers that JSON does not have", [NaN, Infinity, -Infinity, -0]],
    ["undefined, also inside", [undefined, { a: undefined }]],
    ["bigints", [0n, -12345678901234567890n]],
    ["dates, valid or not", [new Date(0), new Date(NaN)]],
    ["bytes of every length up to a block and beyond", [0, 1, 2, 3, 4, 6143, 6144, 6145].map(bytes)],
    [
      "maps with any keys, in order",
      new Map<unknown, unknown>([
        [{ a: 1 }, new Map([[1, 2]])],
        ["b", []],
      ]),
    ],
    ["sets", new Set<unknown>([1, "1", null, [2]])],
    ["an object with a key that marks tags", { $: "undefined", of: [{ $: { $: 1 } }] }],
    ["keys that are unusual but harmless", { "": 1, toString: "x", hasOwnProperty: null, "a b": [], 7: 1 }],
  ])("%s", (_name, value) => {
    expect(travel(value)).toStrictEqual(value);
  });

  it("tells -0 from 0", () => {
    expect(Object.is(travel(-0), -0)).toBe(true);
    expect(Object.is(travel(0), 0)).toBe(true);
  });

  it("keeps an error's name and message, and nothing else of it", () => {
    const error = Object.assign(new RangeError("too far"), { secret: 1 });
    const arrived = travel(error) as Error & { secret?: number };
    expect(arrived).toBeInstanceOf(Error);
    expect([arrived.name, arrived.message, arrived.secret]).toEqual(["RangeError", "too far", undefined]);
    expect(arrived.stack).toBe("RangeError: too far");
  });

  it("makes plain objects of those without a prototype", () => {
    expect(travel(Object.assign(Object.create(null), { a: 1 }))).toStrictEqual({ a: 1 });
  });

  it("makes bytes of a Buffer", () => {
    expect(travel(Buffer.from("abc"))).toStrictEqual(new Uint8Array([97, 98, 99]));
  });

  it("fills holes of arrays with undefined", () => {
    // eslint-disable-next-line no-sparse-arrays
    expect(travel([1, , 3])).toStrictEqual([1, undefined, 3]);
  });
});

function bytes(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (i * 31 + 7) % 256);
}

describe("messages are told by their shape", () => {
  it("become data, without what is empty", () => {
    class Message {
      content = "hello";
      id = "m1";
      name = undefined;
      tool_calls = [];
      additional_kwargs = { a: 1 };
      lc_kwargs = { secret: true };
      _getType() {
        return "human";
      }
    }
    expect(travel([new Message()])).toStrictEqual([
      { type: "human", content: "hello", id: "m1", additional_kwargs: { a: 1 } },
    ]);
  });
});

describe("what stays on its own side becomes a handle", () => {
  it.each<[string, unknown]>([
    ["a function", () => 1],
    ["a class", Named],
    ["an instance of a class", new Named()],
    ["a map of a class of its own", new (class extends Map {})()],
    ["a generator", (function* () {})()],
    ["a plain object that can be iterated asynchronously", { [Symbol.asyncIterator]() {} }],
  ])("%s", (_name, value) => {
    expect(encode([value], out())).toBe('[{"$":"function","id":1}]');
  });
});

describe("what cannot be handed over is refused with a reason", () => {
  const circle: unknown[] = [];
  circle.push({ circle });
  const deep = (levels: number): unknown => (levels === 0 ? 0 : [deep(levels - 1)]);

  it.each<[string, unknown, string, Partial<PortLimits>?]>([
    ["a circle", circle, "it contains itself"],
    ["a symbol", [Symbol("x")], "symbols stay"],
    ["a promise", { answer: Promise.resolve(1) }, "a promise that was not awaited"],
    ["a function named then", { then() {} }, "“then”"],
    ["a key that reaches a prototype", JSON.parse('{"__proto__":1}'), "“__proto__”"],
    ["a key constructor", { constructor: 1 }, "“constructor”"],
    ["depth", deep(65), "deeper than 64"],
    ["breadth", Array(11).fill(0), "more than 10 parts", { nodes: 10 }],
    ["parts, however they are spread", Array(4).fill({ a: [1, 2] }), "more than 10 parts", { nodes: 10 }],
    ["an array that only claims to be long", Array(4_000_000_000), "more than 200000 parts"],
    ["a huge map", new Map(Array.from({ length: 20 }, (_, i) => [i, i])), "more than 10 parts", { nodes: 10 }],
    ["length", ["x".repeat(600), "y".repeat(600)], "more than 1000 characters", { lineChars: 1000 }],
    ["bytes without end", new Uint8Array(1000), "more than 1000 characters", { lineChars: 1000 }],
    ["a huge bigint", 10n ** 1000n, "more than 1000 digits"],
    [
      "a getter that throws",
      Object.defineProperty({}, "a", { enumerable: true, get: thrower }),
      "Error: from a getter",
    ],
    ["a proxy that throws", new Proxy({}, { ownKeys: thrower }), "Error: from a getter"],
    ["a proxy whose prototypes never end", new Proxy({}, { getPrototypeOf: () => endless() }), "endless"],
    ["what only looks like a map", Object.create(Map.prototype), "TypeError"],
  ])("%s", (_name, value, reason, limits) => {
    if (reason === "endless") return expect(encode(value, out(limits))).toContain("function");
    expect(code(() => encode(value, out(limits)))).toMatch(/^PORT_VALUE: the value could not be handed over: /);
    expect(code(() => encode(value, out(limits)))).toContain(reason);
  });

  function thrower(): never {
    throw new Error("from a getter");
  }

  function endless(): object {
    return new Proxy({}, { getPrototypeOf: () => endless() });
  }

  it("the same object twice is no circle", () => {
    const shared = { a: 1 };
    expect(travel([shared, shared])).toStrictEqual([{ a: 1 }, { a: 1 }]);
  });
});

describe("a hostile tree is refused", () => {
  it.each<[string, unknown]>([
    ["an unknown tag", { $: "eval", of: [] }],
    ["a tag that is no text", { $: { $: "undefined" } }],
    ["a number that is none", { $: "number", is: "1" }],
    ["a number without a value", { $: "number" }],
    ["a bigint of letters", { $: "bigint", is: "0x10" }],
    ["an empty bigint", { $: "bigint", is: "-" }],
    ["a bigint beyond the limit", { $: "bigint", is: "9".repeat(1_001) }],
    ["a date far away", { $: "date", is: 1e20 }],
    ["a date of text", { $: "date", is: "now" }],
    ["bytes of another alphabet", { $: "bytes", is: "ab-_" }],
    ["bytes cut short", { $: "bytes", is: "abc" }],
    ["bytes with padding inside", { $: "bytes", is: "a=bcabcd" }],
    ["bytes with characters beyond ASCII", { $: "bytes", is: "abc\u0141" }],
    ["bytes that are a list", { $: "bytes", is: ["abcd"] }],
    ["a map of no list", { $: "map", of: { length: 1 } }],
    ["a map of no pairs", { $: "map", of: [[1, 2, 3]] }],
    ["a set of no list", { $: "set", of: "abc" }],
    ["an object with a key that is no text", { $: "object", of: [[1, 2]] }],
    ["an object with a forbidden key among pairs", { $: "object", of: [["__proto__", {}]] }],
    ["a forbidden key", JSON.parse('{"a":{"__proto__":{"polluted":true}}}')],
    ["a key prototype", { prototype: 1 }],
    ["an error without a message", { $: "error", name: "E" }],
    ["a handle without an id", { $: "function" }],
    ["a handle with half an id", { $: "instance", id: 1.5 }],
    ["a handle with an id of text", { $: "class", id: "__proto__" }],
    ["a handle named then", { then: { $: "function", id: 3 } }],
    ["a handle named then among pairs", { $: "object", of: [["then", { $: "function", id: 3 }]] }],
  ])("%s", (_name, tree) => {
    expect(code(() => arrive(tree))).toMatch(/^PORT_MALFORMED: /);
  });

  it("past the depth, the parts", () => {
    const deep = (levels: number): unknown => (levels === 0 ? 0 : { a: deep(levels - 1) });
    expect(code(() => arrive(deep(65)))).toMatch(/^PORT_LIMIT/);
    expect(code(() => arrive(Array(20).fill(1), { nodes: 10 }))).toMatch(/^PORT_LIMIT/);
  });

  it("a then that is no function is data", () => {
    expect(arrive({ then: "x" })).toStrictEqual({ then: "x" });
  });

  it("nothing of it reaches Object.prototype", () => {
    for (const text of ['{"__proto__":{"polluted":1}}', '{"constructor":{"prototype":{"polluted":1}}}'])
      expect(code(() => arrive(JSON.parse(text)))).toMatch(/^PORT_MALFORMED/);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(arrive({ a: { b: 1 } }).a)).toBe(Object.prototype);
  });

  it("an error's texts come out bounded and printable", () => {
    const error = arrive({ $: "error", name: "E\u001b[31m", message: "m\u202e".repeat(10_000) }) as Error;
    expect(error.name).toBe("E\ufffd[31m");
    expect(error.message.length).toBe(4_000);
    expect(error.message).not.toContain("\u202e");
  });
});
