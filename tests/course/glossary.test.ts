// The glossary's file, and where a text names its terms.
import { expect, test } from "vitest";
import { type Term, TermFinder } from "../../src/course/find-terms.ts";
import { readGlossary } from "../../src/course/read-glossary.node.ts";
import { copyCourse } from "../fixture-course.ts";
import { REPOSITORY } from "../node-grading.ts";

const term = (id: string, ...forms: string[]): Term => ({ id, term: id, forms, meaning: "…", python: null });
const TERMS = [
  term("thread", "thread", "threads"),
  term("latest", "latest checkpoint", "latest"),
  term("checkpoint", "checkpoint"),
  term("super-step", "super-step"),
  term("step", "step"),
];
const find = (...texts: string[]) => {
  const finder = new TermFinder(TERMS);
  return texts.map((text) => finder.find(text).map(({ term: { id }, from, to }) => `${id}: ${text.slice(from, to)}`));
};

test("each term is found once, over all texts of a page, in any of its forms", () => {
  expect(find("Two threads, one thread.", "A thread and a checkpoint.")).toEqual([
    ["thread: threads"],
    ["checkpoint: checkpoint"],
  ]);
});

test("whole words only, with a capital or without, the longer form first", () => {
  expect(find("Threaded? unthread; thread_id. Thread!")).toEqual([["thread: Thread"]]);
  expect(find("The latest checkpoint of a super-step.")).toEqual([
    ["latest: latest checkpoint", "super-step: super-step"],
  ]);
});

test("the course's glossary has at least 35 terms, each in plain sentences", async () => {
  const terms = await readGlossary(REPOSITORY);
  expect(terms.length).toBeGreaterThanOrEqual(35);
  for (const { id, meaning } of terms) {
    expect(meaning, id).toMatch(/[.]$/);
    expect(meaning.length, id).toBeLessThan(240);
    expect(meaning.split("`").length % 2, id).toBe(1);
  }
});

const entry = (id: string, form: string) => `  - id: ${id}\n    term: ${id}\n    forms: [${form}]\n    meaning: m\n`;

test.each([
  ["a form that two terms have", entry("a", "word") + entry("b", "word"), '"word" is there twice'],
  ["an id that is there twice", entry("a", "one") + entry("a", "two"), '"#a" is there twice'],
  ["a form that is no word", entry("a", "thread_id"), "lessons/glossary.yaml"],
  ["a term without a meaning", "  - id: a\n    term: a\n    forms: [a]\n", "lessons/glossary.yaml"],
])("%s is refused", async (_, entries, says) => {
  await using course = await copyCourse();
  await course.write("lessons/glossary.yaml", `terms:\n${entries}`);
  await expect(readGlossary(course.root)).rejects.toThrow(says);
});
