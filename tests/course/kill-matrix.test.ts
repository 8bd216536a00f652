import { expect, test } from "vitest";
import { figuresOf, killMatrix, scoreInWords, sumFigures } from "../../src/course/kill-matrix.ts";

const TESTS = [
  { id: "seen/a", visible: true },
  { id: "hidden/b", visible: false },
  { id: "hidden/c", visible: false },
];
const print = (mutant: string, ...failing: string[]) => ({
  mutant,
  misconception: "",
  failures: Object.fromEntries(failing.map((id) => [id, "failed: x"])),
});
const PRINTS = [print("one", "seen/a", "hidden/b"), print("two", "hidden/c"), print("three", "hidden/b", "hidden/c")];

test("a row says which tests catch the mutant, in the order of the tests", () => {
  const { rows } = killMatrix(TESTS, ["one", "two", "three"], PRINTS);
  expect(rows).toEqual([
    { mutant: "one", caught: [true, true, false] },
    { mutant: "two", caught: [false, false, true] },
    { mutant: "three", caught: [false, true, true] },
  ]);
});

test("the figures tell what only hidden tests catch, and which of them cannot be spared", () => {
  expect(figuresOf(killMatrix(TESTS, ["one", "two", "three"], PRINTS))).toEqual({
    visible: 1,
    hidden: 2,
    mutants: 3,
    caught: 3,
    caughtByHiddenOnly: 2,
    indispensable: 1,
  });
});

test("a mutant without a fingerprint, and one that passes everything, lower the score", () => {
  const figures = figuresOf(killMatrix(TESTS, ["one", "nobody-measured", "silent"], [...PRINTS, print("silent")]));
  expect(figures).toMatchObject({ mutants: 3, caught: 1 });
  expect(scoreInWords(figures)).toBe("33 %");
});

test("the score is never rounded up to all", () => {
  expect(scoreInWords({ caught: 999, mutants: 1000 })).toBe("99 %");
  expect(scoreInWords({ caught: 1000, mutants: 1000 })).toBe("100 %");
  expect(scoreInWords({ caught: 0, mutants: 0 })).toBe("no mutants");
});

test("a fingerprint of a test that is not there is told", () => {
  expect(() => killMatrix(TESTS, ["one"], [print("one", "gone/d")])).toThrow(/fingerprint of one names gone\/d/);
});

test("figures of several exercises add up", () => {
  const one = figuresOf(killMatrix(TESTS, ["one"], PRINTS));
  const two = figuresOf(killMatrix(TESTS, ["two", "silent"], PRINTS));
  expect(sumFigures([one, two])).toEqual({
    visible: 2,
    hidden: 4,
    mutants: 3,
    caught: 2,
    caughtByHiddenOnly: 1,
    indispensable: 1,
  });
});
