import { describe, expect, it } from "vitest";
import { same } from "@forkpoint/conformance";

class Point {
  x: number;
  y = 0;
  constructor(x: number) {
    this.x = x;
  }
}

const circle = (name: string) => {
  const value: Record<string, unknown> = { name, list: [] };
  (value.list as unknown[]).push(value);
  return value;
};

describe("the same", () => {
  it.each<[string, unknown, unknown]>([
    ["NaN and NaN", NaN, NaN],
    ["0 and -0", [0], [-0]],
    ["a missing property and an undefined one", { a: 1, b: undefined }, { a: 1 }],
    ["objects whatever the order of their keys", { a: 1, b: 2 }, { b: 2, a: 1 }],
    ["an object without a prototype and a plain one", Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
    // eslint-disable-next-line no-sparse-arrays
    ["a hole and undefined", [1, , 2], [1, undefined, 2]],
    [
      "maps whatever their order, with keys by value",
      new Map([
        [{ a: 1 }, 1],
        [{ b: 1 }, 2],
      ]),
      new Map([
        [{ b: 1 }, 2],
        [{ a: 1 }, 1],
      ]),
    ],
    ["sets whatever their order, by value", new Set([{ a: 1 }, "b", { c: [1] }]), new Set([{ c: [1] }, { a: 1 }, "b"])],
    ["dates by time", new Date(5), new Date(5)],
    ["invalid dates", new Date(NaN), new Date(NaN)],
    ["bytes, of a Buffer too", Buffer.from([1, 2]), new Uint8Array([1, 2])],
    ["errors by name and message", new TypeError("x"), Object.assign(new Error("x"), { name: "TypeError", code: 1 })],
    ["expressions", /a/g, /a/g],
    ["instances of one class", new Point(1), new Point(1)],
    ["circles that go round alike", circle("a"), circle("a")],
    ["bigints", [10n], [10n]],
    ["what only differs in a key that is a symbol", { [Symbol("x")]: 1 }, {}],
  ])("%s", (_name, a, b) => {
    expect(same(a, b)).toBe(true);
    expect(same(b, a)).toBe(true);
  });
});

describe("not the same", () => {
  const getter = {
    get a() {
      return 1;
    },
  };

  it.each<[string, unknown, unknown]>([
    ["values of another kind", 1, "1"],
    ["null and undefined", null, undefined],
    ["null and an object", null, {}],
    ["a number and a bigint", 1, 1n],
    ["an array and an object with its keys", [1], { 0: 1 }],
    ["arrays of another length", [1], [1, undefined]],
    ["a property more", { a: 1, b: null }, { a: 1 }],
    ["something deep inside", { a: [{ b: new Map([[1, [2]]]) }] }, { a: [{ b: new Map([[1, [3]]]) }] }],
    ["maps with another value", new Map([["a", undefined]]), new Map([["b", undefined]])],
    ["a map and a set", new Map(), new Set()],
    [
      "sets whose items would each fit, but not all at once",
      new Set([{ a: 1 }, { a: 1 }]),
      new Set([{ a: 1 }, { a: 2 }]),
    ],
    ["dates", new Date(1), new Date(2)],
    ["a date and its time", new Date(1), 1],
    ["bytes", new Uint8Array([1]), new Uint8Array([2])],
    ["bytes and a list", new Uint8Array([1]), [1]],
    ["errors with another message", new Error("a"), new Error("b")],
    ["an error and an object that looks like it", new Error("a"), { name: "Error", message: "a" }],
    ["expressions with other flags", /a/, /a/i],
    ["an instance and a plain object", new Point(1), { x: 1, y: 0 }],
    ["two functions of the same text", () => 1, () => 1],
    ["two promises", Promise.resolve(1), Promise.resolve(1)],
    ["two objects that keep their state private", new URL("http://a/"), new URL("http://a/")],
    ["a getter and the value that it gives", getter, { a: 1 }],
    ["circles of another length", circle("a"), { name: "a", list: [{ name: "b", list: [] }] }],
  ])("%s", (_name, a, b) => {
    expect(same(a, b)).toBe(false);
    expect(same(b, a)).toBe(false);
  });
});

describe("comparing", () => {
  it("runs nothing of what is compared", () => {
    const ran: string[] = [];
    const hostile = () => ({
      get a() {
        ran.push("getter");
        return 1;
      },
      toJSON: () => ran.push("toJSON"),
      valueOf: () => ran.push("valueOf"),
      [Symbol.iterator]: () => ran.push("iterator"),
      [Symbol.toPrimitive]: () => ran.push("toPrimitive"),
    });
    expect(same(hostile(), hostile())).toBe(false);
    class Liar extends Error {
      override get message() {
        ran.push("message");
        return "x";
      }
    }
    expect(same(new Liar(), new Liar())).toBe(true);
    const remote = new Proxy(function () {}, { get: () => ran.push("get"), ownKeys: () => (ran.push("keys"), []) });
    expect(same(remote, {})).toBe(false);
    expect(same([remote], [remote])).toBe(true);
    expect(ran).toEqual([]);
  });

  it("does not overflow on values that nest without end", () => {
    const deep = () => {
      let value: unknown = 1;
      for (let i = 0; i < 100_000; i++) value = [value];
      return value;
    };
    expect(same(deep(), deep())).toBe(false);
  });

  it("comes to an end on values that were made to be hard to compare", () => {
    const items = (n: number) => Array.from({ length: n }, (_, i) => ({ a: { b: i } }));
    expect(same(new Set(items(500)), new Set(items(500).reverse()))).toBe(true);
    expect(same(new Set(items(50_000)), new Set(items(50_000).reverse()))).toBe(false);
    const shared = (levels: number): unknown => {
      let value: unknown = { leaf: 1 };
      for (let i = 0; i < levels; i++) value = [value, value];
      return value;
    };
    expect(same(shared(60), shared(60))).toBe(false);
  });

  it("looks at a pair anew when it comes again elsewhere", () => {
    const a = { x: [] as unknown[] };
    const b = { x: [1] };
    expect(same([a, a], [b, b])).toBe(false);
    // On the way to a partner for `one` it is compared with `two` in vain; that must not make [one] the same as [two].
    const [one, two] = [{ n: 1 }, { n: 2 }];
    expect(same(new Set([one, { n: 2 }, [one]]), new Set([two, { n: 1 }, [two]]))).toBe(false);
  });
});
