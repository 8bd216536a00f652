// How values look on a guest's console.
import { expect, test } from "vitest";
import { formatLine } from "../../src/guest/preview.ts";

const line = (...args: unknown[]) => formatLine(args, (error) => `<${error.name}>`);

test.each<[string, unknown[], string]>([
  ["texts are shown as they are, between spaces", ["a", "b c"], "a b c"],
  ["texts inside of values are quoted", [["a"], { b: "c" }], `["a"] { b: "c" }`],
  ["numbers keep their sign and their oddities", [-0, NaN, Infinity, 10n], "-0 NaN Infinity 10n"],
  ["nothing and booleans", [null, undefined, true], "null undefined true"],
  ["empty containers", [[], {}, new Map(), new Set()], "[] {} Map(0) {} Set(0) {}"],
  ["maps and sets", [new Map([[{ a: 1 }, new Set(["x"])]])], `Map(1) { { a: 1 } => Set(1) { "x" } }`],
  [
    "class instances have their class's name",
    [
      new (class Point {
        x = 1;
      })(),
    ],
    "Point { x: 1 }",
  ],
  [
    "objects without a prototype say so",
    [Object.assign(Object.create(null), { a: 1 })],
    "[Object: null prototype] { a: 1 }",
  ],
  [
    "functions and classes by name",
    [function act() {}, class Thing {}, () => {}],
    "[Function: act] [class Thing] [Function: (anonymous)]",
  ],
  [
    "dates, expressions, symbols, promises",
    [new Date(0), /x/g, Symbol("s"), Promise.resolve()],
    "1970-01-01T00:00:00.000Z /x/g Symbol(s) Promise { … }",
  ],
  ["a date that is none", [new Date(NaN)], "Invalid Date"],
  ["bytes", [new Uint8Array([1, 2])], "Uint8Array(2) [1, 2]"],
  ["errors as they are described", [new TypeError("x"), { cause: new Error("y") }], "<TypeError> { cause: <Error> }"],
  ["keys that are no names are quoted", [{ "a-b": 1, "": 2 }], `{ "a-b": 1, "": 2 }`],
  [
    "getters are not called",
    [
      {
        get a() {
          throw new Error("called");
        },
      },
    ],
    "{ a: [Getter] }",
  ],
  [
    "deep values end",
    [{ a: { b: { c: { d: { e: { f: { g: 1 } } } } } } }],
    "{ a: { b: { c: { d: { e: { f: [Object] } } } } } }",
  ],
  [
    "placeholders are filled in",
    ["%s is %d years, %i months, %o%%", "Ann", 3.5, 2.9, { a: 1 }],
    "Ann is 3.5 years, 2 months, { a: 1 }%",
  ],
  ["placeholders without a value stay", ["%s and %s", "one"], "one and %s"],
  ["styles are dropped", ["%cred", "color: red"], "red"],
  [
    "%d of an object does not call it",
    [
      "%d",
      {
        valueOf() {
          throw new Error("called");
        },
      },
    ],
    "NaN",
  ],
])("%s", (_what, args, expected) => {
  expect(line(...args)).toBe(expected);
});

test("a value that does not fit on a line is broken into lines", () => {
  const text = line({ first: "a".repeat(40), second: "b".repeat(40) });
  expect(text).toBe(`{\n  first: "${"a".repeat(40)}",\n  second: "${"b".repeat(40)}"\n}`);
});

test("an object that knows how to print itself is asked, and no more than that", () => {
  const inspect = Symbol.for("nodejs.util.inspect.custom");
  expect(line({ [inspect]: () => "Message(hi)" })).toBe("Message(hi)");
  expect(line({ [inspect]: () => 7, a: 1 })).toBe("{ a: 1 }");
  expect(
    line({
      [inspect]: () => {
        throw new Error("x");
      },
    }),
  ).toBe("<unreadable>");
});

test("messages of LangChain show what they say, graphs that they are one", () => {
  class AIMessage {
    content = "hi";
    id = "1";
    tool_calls = [];
    response_metadata = { model: "x" };
    getType() {
      return "ai";
    }
  }
  class CompiledStateGraph {
    lc_runnable = true;
    nodes = {};
  }
  expect(line({ messages: [new AIMessage()] }, new CompiledStateGraph())).toBe(
    `{ messages: [AIMessage { content: "hi", id: "1" }] } [CompiledStateGraph]`,
  );
});

test("circles and shared parts are told apart", () => {
  const shared = { s: 1 };
  const circle: Record<string, unknown> = { shared, again: shared };
  circle.self = circle;
  expect(line(circle)).toBe("{ shared: { s: 1 }, again: { s: 1 }, self: [Circular] }");
});

test.each<[string, () => unknown]>([
  [
    "a proxy that throws",
    () =>
      new Proxy(
        {},
        {
          getPrototypeOf() {
            throw new Error("trap");
          },
        },
      ),
  ],
  [
    "a proxy whose keys throw",
    () =>
      new Proxy(
        {},
        {
          ownKeys() {
            throw new Error("trap");
          },
        },
      ),
  ],
  [
    "a revoked proxy",
    () => {
      const { proxy, revoke } = Proxy.revocable({}, {});
      revoke();
      return proxy;
    },
  ],
])("%s is unreadable", (_what, make) => {
  expect(line(make())).toBe("<unreadable>");
});

test("what is long is cut and says how long it was", () => {
  expect(line("x".repeat(1_000_000))).toMatch(/^x{10000}… \(1000000 characters\)$/);
  expect(line(["y".repeat(1_000_000)]).length).toBeLessThan(4_100);
  expect(line(Array.from({ length: 1_000_000 }, () => 0))).toContain("… 999940 more");
  expect(line(...Array.from({ length: 50_000 }, () => "word")).length).toBeLessThan(10_300);
});

test("a wide and deep value costs no more than its line", () => {
  const grow = (depth: number): unknown => (depth === 0 ? "leaf" : Array.from({ length: 60 }, () => grow(depth - 1)));
  const started = performance.now();
  expect(line(grow(3)).length).toBeLessThan(12_000);
  expect(performance.now() - started).toBeLessThan(1_000);
});
