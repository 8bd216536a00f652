import { expect, test } from "vitest";
import { parseHints } from "../../src/course/hints.ts";

test("a heading gives level and test, the text below it the hint", () => {
  const { hints, faults } = parseHints(
    "# Hints\n\n## 1 memory/second-turn\n\nLook at the id.\n\n## 3 *\nAll of it.\n",
    "hints.md",
  );
  expect(faults).toEqual([]);
  expect(hints).toEqual([
    { level: 1, test: "memory/second-turn", text: "Look at the id." },
    { level: 3, test: null, text: "All of it." },
  ]);
});

test("a heading inside a code block is code", () => {
  const { hints, faults } = parseHints("## 1 *\n\n```md\n## not a hint\n```\n", "hints.md");
  expect(faults).toEqual([]);
  expect(hints).toHaveLength(1);
});

test("every heading that cannot be read is named with its line", () => {
  const { hints, faults } = parseHints("stray\n## 4 *\nx\n## 1\nx\n## 2 *\n", "hints.md");
  expect(hints).toEqual([]);
  expect(faults.map(({ file, what }) => `${file} ${what}`)).toEqual([
    "hints.md:1 text before the first hint",
    'hints.md:2 "## 4 *" has no level from 1 to 3',
    'hints.md:4 "## 1" does not name one test',
    'hints.md:6 the hint "## 2 *" has no text',
  ]);
});
