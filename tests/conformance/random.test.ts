import { describe, expect, it } from "vitest";
import { ConformanceError, seededRandom } from "@forkpoint/conformance";

describe("seeded random data", () => {
  it("is the same for the same seed, and was always this", () => {
    const draw = () => {
      const random = seededRandom("seed/memory/second-turn");
      return [
        random.int(1, 1000),
        random.word(),
        random.boolean(),
        random.pick(["a", "b", "c"]),
        random.id("thread"),
        random.shuffle([1, 2, 3, 4]),
      ];
    };
    expect(draw()).toEqual(draw());
    expect(draw()).toMatchInlineSnapshot(`
      [
        359,
        "ugboq",
        false,
        "c",
        "thread-okhbo",
        [
          1,
          2,
          3,
          4,
        ],
      ]
    `);
  });

  it("differs between seeds that differ little", () => {
    const words = new Set(Array.from({ length: 1_000 }, (_, i) => seededRandom(`seed/${i}`).word(8)));
    expect(words.size).toBe(1_000);
  });

  it("reaches both ends of a range, and nothing beyond, evenly", () => {
    const random = seededRandom("range");
    const counts = new Map<number, number>();
    for (let i = 0; i < 6_000; i++) {
      const n = random.int(-2, 3);
      counts.set(n, (counts.get(n) ?? 0) + 1);
    }
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2, 3]);
    for (const count of counts.values()) expect(count).toBeGreaterThan(850);
    expect(random.int(7, 7)).toBe(7);
    expect(Number.isSafeInteger(random.int(0, 2 ** 52))).toBe(true);
  });

  it("gives ids that differ within one test", () => {
    const random = seededRandom("ids");
    const ids = Array.from({ length: 20_000 }, () => random.id("t"));
    expect(new Set(ids).size).toBe(20_000);
    expect(ids[0]).toMatch(/^t-[a-z]{5}$/);
  });

  it("shuffles a copy, keeping every item", () => {
    const list = Array.from({ length: 50 }, (_, i) => i);
    const mixed = seededRandom("mix").shuffle(list);
    expect(mixed).not.toEqual(list);
    expect(mixed.toSorted((a, b) => a - b)).toEqual(list);
  });

  it("says so when there is nothing to choose from", () => {
    const random = seededRandom("none");
    for (const misuse of [() => random.pick([]), () => random.int(2, 1), () => random.int(NaN, 1)])
      expect(misuse).toThrow(expect.objectContaining({ code: "RANDOM_EMPTY" }));
    expect(() => random.pick([])).toThrow(ConformanceError);
  });
});
