import { describe, expect, it } from "vitest";
import { show, showError, showText, stabilise, type StableNames } from "@forkpoint/conformance";

describe("show", () => {
  it.each<[value: unknown, shown: string]>([
    [undefined, "undefined"],
    [null, "null"],
    [-0, "-0"],
    [NaN, "NaN"],
    [12n, "12n"],
    ['say "hi"\n', '"say \\"hi\\"\\n"'],
    [[], "[]"],
    [{}, "{}"],
    [[1, "a", undefined], '[1, "a", undefined]'],
    [{ a: 1, "b-c": { d: [] } }, '{ a: 1, "b-c": { d: [] } }'],
    [new Map<unknown, unknown>([["a", { b: 1 }]]), 'Map(1) { "a" => { b: 1 } }'],
    [new Set([1, 2]), "Set(2) { 1, 2 }"],
    [new Date(0), "Date(1970-01-01T00:00:00.000Z)"],
    [new Date(NaN), "Date(invalid)"],
    [new Uint8Array([1, 2, 255]), "Uint8Array(3) [1, 2, 255]"],
    [new RangeError("too far"), "[RangeError: too far]"],
    [/a+/g, "/a+/g"],
    [() => 1, "[function]"],
    [Symbol("x"), "[symbol]"],
    [
      new (class Point {
        x = 1;
      })(),
      "Point { x: 1 }",
    ],
    [Promise.resolve(1), "Promise {}"],
    [Object.assign(Object.create(null), { a: 1 }), "{ a: 1 }"],
  ])("prints value %# as it reads", (value, shown) => {
    expect(show(value)).toBe(shown);
  });

  it("takes a line for each part when one line is too long", () => {
    const value = {
      messages: [
        { type: "human", content: "a question of some length" },
        { type: "ai", content: "an answer" },
      ],
    };
    expect(show(value)).toBe(
      [
        "{",
        "  messages: [",
        '    { type: "human", content: "a question of some length" },',
        '    { type: "ai", content: "an answer" }',
        "  ]",
        "}",
      ].join("\n"),
    );
  });

  it("is bounded, whatever it is given", () => {
    const wide = Array.from({ length: 1e5 }, (_, i) => i);
    let deep: unknown = "bottom";
    for (let i = 0; i < 1e5; i++) deep = { deep };
    const bushy = (levels: number): unknown => (levels === 0 ? "leaf" : Array(40).fill(bushy(levels - 1)));
    for (const value of [wide, deep, bushy(6), "x".repeat(1e6), new Map(wide.map((i) => [i, i])), 10n ** 5000n])
      expect(show(value).length).toBeLessThanOrEqual(2_000);
    expect(show(wide)).toContain("… 99960 more");
    expect(show("x".repeat(1_000))).toContain("(1000 characters)");
  });

  it("marks circles", () => {
    const value: Record<string, unknown> = { a: 1 };
    value.self = value;
    expect(show(value)).toBe("{ a: 1, self: [circular] }");
  });

  it("prints control and bidirectional characters as their codes, also in keys", () => {
    expect(show("\u001b[31m\u202e\u200b\u0007")).toBe('"\\u001b[31m\\u202e\\u200b\\u0007"');
    expect(show({ "\u001b[2J": 1 })).toBe('{ "\\u001b[2J": 1 }');
    expect(show(new Error("\u001b[2J"))).toBe("[Error: \ufffd[2J]");
  });

  it("runs nothing of what it prints", () => {
    const ran: string[] = [];
    const trap = () => ran.push("ran");
    const remote = new Proxy(function () {}, { get: trap, has: () => !!trap(), ownKeys: () => (trap(), []) });
    const value = {
      get a() {
        return trap();
      },
      toString: trap,
      r: remote,
      x: { y: trap },
    };
    expect(show(value)).toBe("{ a: [getter], toString: [function], r: [function], x: { y: [function] } }");
    expect(ran).toEqual([]);
  });
});

describe("showError", () => {
  it("reads as one reads an error", () => {
    expect(showError(new TypeError("no \u001b[1mfun"))).toBe("TypeError: no \ufffd[1mfun");
    expect(showError(new Error(""))).toBe("Error");
    expect(showError("just text")).toBe('threw "just text"');
    expect(showError(undefined)).toBe("threw undefined");
  });

  it("says of an error of the wire only what happened", () => {
    const error = Object.assign(new Error("the guest ended"), { name: "PortError", code: "PORT_CLOSED" });
    expect(showError(error)).toBe("the guest ended");
  });

  it("keeps lines and bounds length", () => {
    expect(showText("a\nb\tc")).toBe("a\nb\ufffdc");
    expect(showError(new Error("x".repeat(10_000))).length).toBe(2_000);
  });
});

describe("stabilise", () => {
  const first = "1f0a1b2c-3d4e-6f70-8a9b-0c1d2e3f4a5b";
  const second = "00000000-0000-4000-8000-000000000000";

  it("numbers ids by first appearance, over all texts of one test", () => {
    const names: StableNames = new Map();
    expect(stabilise(`${second} ${first} ${second.toUpperCase()}`, names)).toBe("‹id 1› ‹id 2› ‹id 1›");
    expect(stabilise(`{ id: "${first}" }`, names)).toBe('{ id: "‹id 2›" }');
    expect(stabilise(first, new Map())).toBe("‹id 1›");
  });

  it("names times, whatever their precision", () => {
    const times = ["2026-01-02T03:04:05.678Z", "2026-01-02T03:04:05Z", "2026-01-02T03:04", "2026-01-02T03:04:05+02:00"];
    expect(stabilise(times.join(" "), new Map())).toBe("‹time› ‹time› ‹time› ‹time›");
  });

  it("numbers what is printed before it is cut to length", () => {
    const words = `${"x".repeat(390)} ${first} ${second}`;
    expect(show([words, first], new Map())).toContain("‹id 1›");
    expect(show([words, first], new Map())).not.toContain("1f0a");
    expect(showError(new Error(`${"x".repeat(1_985)} ${first}`), new Map())).not.toContain("1f0a");
    expect(show({ [first]: new Date(0) }, new Map())).toBe('{ "‹id 1›": Date(‹time›) }');
  });

  it("numbers hashes of ids, and ids inside of words", () => {
    const names: StableNames = new Map();
    expect(stabilise(`lc_${first}|${"ab".repeat(16)}`, names)).toBe("lc_‹id 1›|‹id 2›");
    expect(stabilise("a".repeat(33), names)).toBe("a".repeat(33));
  });

  it("leaves everything else alone", () => {
    expect(stabilise("2026-01-02 12345678-1234 a-b-c", new Map())).toBe("2026-01-02 12345678-1234 a-b-c");
  });
});
