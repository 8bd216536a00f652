import path from "node:path";
import type { TestResult } from "@forkpoint/conformance";
import { expect, test } from "vitest";
import { readExercise } from "../../src/course/read-exercise.node.ts";
import { compareAnswers } from "../../src/similarity/compare-answers.ts";
import { drawPage } from "../../src/similarity/draw-page.ts";
import { describeAlike, WHAT_IT_IS } from "../../src/similarity/words.ts";

const ONE = `
export class Basket {
  readonly #rows = new Map<string, number>();
  put(name: string, count: number): void {
    const before = this.#rows.get(name) ?? 0;
    if (count < 0 && before + count < 0) throw new RangeError("there are not so many of " + name);
    this.#rows.set(name, before + count);
    for (const listener of this.listeners) listener({ kind: "changed", name, count: before + count });
  }
  total(prices: Record<string, number>): number {
    let sum = 0;
    for (const [name, count] of this.#rows) {
      const price = prices[name];
      if (price === undefined) continue;
      sum += count > 10 ? price * count * 0.9 : price * count;
    }
    return Math.round(sum * 100) / 100;
  }
  names(): string[] {
    return [...this.#rows.keys()].filter((name) => this.#rows.get(name)! > 0).sort((a, b) => a.localeCompare(b));
  }
  listeners: ((event: object) => void)[] = [];
}
`;
const OTHER = `
export function Basket(this: any) {
  const rows: { label: string; howMany: number }[] = [];
  Object.assign(this, {
    listeners: [],
    put: (label: string, howMany: number) => {
      let row = rows.find((each) => each.label === label);
      if (!row) rows.push((row = { label, howMany: 0 }));
      switch (true) {
        case row.howMany + howMany >= 0:
          row.howMany += howMany;
          return this.listeners.map((tell: Function) => tell({ ...row }));
        default:
          throw Object.assign(new Error(), { name: "RangeError" });
      }
    },
    total: (prices: any) =>
      rows.reduce((all, { label, howMany }) => all + (label in prices ? Number(prices[label]) : 0) * howMany, 0).toFixed(2),
    names: () => rows.flatMap(({ label, howMany }) => (howMany ? label : [])).toSorted(),
  });
}
`;
const RENAMED = ONE.replaceAll("name", "label").replaceAll("count", "n").replaceAll("sum", "s").replace("0.9", "0.8");

const answer = (author: string, text: string) => ({ author, files: { "basket.ts": text } });
const compare = (answers: readonly ReturnType<typeof answer>[], known: readonly string[] = []) =>
  compareAnswers({
    exercise: "basket",
    answers,
    known: known.map((text) => ({ "basket.ts": text })),
    results: new Map(),
  });

/** Its methods in another order, with other comments and spaces. */
function moved(text: string): string {
  const [head, put, total, names] = text.split(/\n(?= {2}(?:put|total|names)\()/);
  const [own, rest] = names!.split(/\n(?= {2}listeners)/);
  return [head, "  // first this", own, total, put, rest].join("\n").replaceAll("  ", "\t");
}

test("renamed names, and other numbers and texts, are alike", () => {
  const [pair, ...more] = compare([answer("ada", ONE), answer("bob", RENAMED), answer("cyd", OTHER)]).alike;
  expect(pair).toMatchObject({ left: "ada", right: "bob", ratio: 1, group: 2, expected: false });
  expect(more).toEqual([]);
});

test("moved methods are alike", () => {
  const [pair] = compare([answer("ada", ONE), answer("bob", moved(ONE))]).alike;
  expect(pair?.ratio).toBeGreaterThan(0.7);
  expect(pair?.ratio).toBeLessThan(1);
});

test("with half of its pieces in common a pair is told of, with less it is not", () => {
  // The first has all of the second and something of its own besides: once a little, once a lot.
  const ratioWith = (more: string) =>
    compare([answer("ada", `${ONE}\n${more}`), answer("bob", ONE)]).alike.map(({ ratio }) => ratio)[0];
  const numbered = (text: string) =>
    [0, 1, 2].map((n) =>
      text
        .split("\n")
        .slice(n)
        .join(`\n  type X${n} = [${"string, ".repeat(n + 2)}];\n`),
    );
  const lots = numbered(OTHER).join("\n");
  expect(ratioWith(OTHER)).toBeGreaterThan(0.5);
  expect(ratioWith(OTHER)).toBeLessThan(0.8);
  expect(ratioWith(lots)).toBeUndefined();
});

test("two answers to one question that were written apart are not", () => {
  expect(compare([answer("ada", ONE), answer("bob", OTHER)])).toMatchObject({ alike: [], nothingOwn: [] });
});

test("the solution and its alternative of an exercise, without each other known, are not alike", async () => {
  const { solutions, starter } = await readExercise(path.resolve(import.meta.dirname, "../.."), "fork-properly");
  const answers = solutions.map(({ name, files }) => ({ author: name, files }));
  expect(answers.length).toBeGreaterThan(1);
  const { alike, nothingOwn } = compareAnswers({
    exercise: "fork-properly",
    answers,
    known: [starter],
    results: new Map(),
  });
  expect([alike, nothingOwn]).toEqual([[], []]);
});

test("what the exercise gives, or its solution has, is nobody's own", () => {
  const both = [answer("ada", ONE), answer("bob", RENAMED)];
  expect(compare(both, [ONE])).toMatchObject({ alike: [], nothingOwn: ["ada", "bob"] });
  const more = both.map(({ author, files }) => answer(author, `${OTHER}\n${files["basket.ts"]}`));
  expect(compare(more, [OTHER]).alike).toMatchObject([{ ratio: expect.closeTo(1, 0) as number }]);
});

test("where many answers are alike, two of them are as expected, and the words say so", () => {
  const many = Array.from({ length: 5 }, (_, i) => answer(`like ${i}`, RENAMED));
  const others = [answer("ada", OTHER), answer("bob", `${OTHER}\n// no more`)];
  const { alike, answers } = compare([...many, ...others]);
  expect(alike[0]).toMatchObject({ left: "ada", right: "bob", group: 2, expected: false });
  expect(alike).toHaveLength(11);
  expect(alike.slice(1).every(({ expected, group }) => expected && group === 5)).toBe(true);
  expect(describeAlike(alike[1]!, answers)).toContain("5 of 7 answers look like this: expected for this exercise");
});

test("answers that fail alike are told so, with how many do; those that pass everything are not", () => {
  const result = (status: "failed" | "passed", actual = ""): readonly TestResult[] => [
    {
      ...{ id: "a/b", rule: "r", points: 1 },
      verdict: status === "failed" ? { status, what: "the total", expected: "1", actual } : { status },
    },
  ];
  const answers = [answer("ada", ONE), answer("bob", RENAMED), answer("cyd", OTHER)];
  const told = (results: Record<string, readonly TestResult[]>) =>
    compareAnswers({ exercise: "basket", answers, known: [], results: new Map(Object.entries(results)) }).alike[0]!;
  const failing = told({ ada: result("failed", "2"), bob: result("failed", "3"), cyd: result("failed") });
  expect(failing.behaviour).toEqual({ failed: 1, group: 3 });
  expect(describeAlike(failing, 3)).toContain(
    "Both fail the same test in the same way, as 3 of the graded answers do.",
  );
  expect(told({ ada: result("passed"), bob: result("passed") }).behaviour).toBeNull();
  expect(told({ ada: result("failed") }).behaviour).toBeNull();
});

test("nothing that is said accuses anybody", () => {
  const said = describeAlike(compare([answer("ada", ONE), answer("bob", RENAMED)]).alike[0]!, 2) + WHAT_IT_IS;
  expect(said).not.toMatch(/plagiar|cheat|copied|copy|suspic|guilt|stolen/i);
  expect(said).toMatch(/no part of any score/);
});

test("the page shows both texts and runs nothing of them", () => {
  const evil = '<script>alert("1")</script>';
  const answers = [answer(`ada${evil}`, `${ONE}// ${evil}`), answer("bob", RENAMED)];
  const page = drawPage(compare(answers), answers);
  expect(page).not.toContain("<script");
  expect(page).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;");
  expect(page).toContain("default-src 'none'");
  expect(page).toContain("before + count &lt; 0");
});
