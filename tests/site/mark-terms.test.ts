// The first place of a term in a lesson's prose becomes a link with a note.
import { mdxToJs } from "satteri";
import { expect, test } from "vitest";
import { markIn, markTerms } from "../../src/site/build/mark-terms.node.ts";
import { REPOSITORY } from "../node-grading.ts";

const TERMS = [
  { id: "thread", term: "thread", forms: ["thread", "threads"], meaning: "One `thread_id`.", python: null },
  { id: "saver", term: "saver", forms: ["saver"], meaning: "It stores.", python: null },
];

async function marked(text: string): Promise<string[]> {
  const { code } = await mdxToJs(text, { mdastPlugins: [markIn(TERMS)], jsx: true });
  return [...code.matchAll(/<_components\.a [^>]*href="([^"]*)"[^>]*>/g)].map(([, href]) => href!);
}

test("a term is marked once, at its first place, with its meaning", async () => {
  const text = "Two threads and a saver.\n\nAnother thread.";
  expect(await marked(text)).toEqual(["/glossary/#thread", "/glossary/#saver"]);
  const { code } = await mdxToJs(text, { mdastPlugins: [markIn(TERMS)], jsx: true });
  expect(code).toContain('data-note="One `thread_id`."');
  expect(code).toContain('data-note-title="thread"');
  expect(code).toMatch(/>\{?"?threads"?\}?</);
});

test.each([
  ["a heading", "## The thread"],
  ["code", "`thread`\n\n```ts\nthread;\n```"],
  ["a link", "[the thread](/claims/)"],
  ["a story", "<Story>\n\nThe thread was long.\n\n</Story>"],
])("nothing is marked in %s, and what follows it is the first place", async (_, text) => {
  const before = await marked(text);
  expect(before.filter((href) => href.startsWith("/glossary/"))).toEqual([]);
  expect(await marked(`${text}\n\nA thread.`)).toContain("/glossary/#thread");
});

test.each([
  "*a thread*",
  "- a thread",
  '<Fact claim="a">A thread is kept.</Fact>',
  "<Rule>\n\nKeep the thread.\n\n</Rule>",
])("%s is prose", async (text) => expect(await marked(text)).toEqual(["/glossary/#thread"]));

test("pages that are no lessons are left alone", async () => {
  const plugin = (await markTerms(REPOSITORY)) as (of: object) => unknown;
  expect(plugin({ fileURL: new URL("file:///course/exercises/a/prompt.mdx") })).toBeNull();
  expect(plugin({ fileURL: new URL("file:///course/lessons/01-a/01-b.mdx") })).not.toBeNull();
});
