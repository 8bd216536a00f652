// Adds a text in each way, and compares the table with the list that is stored then.
import type { ConformanceTest, TestContext } from "@forkpoint/conformance";

async function check(subject: any, t: TestContext, ways: readonly string[]): Promise<void> {
  const answer: any = await subject.answer;
  const { add } = await t.guest.module("list.ts");
  const saver = await t.guest.saver();
  const before = Array.from({ length: t.random.int(2, 4) }, () => t.random.id("old"));
  const text = t.random.id("new");
  const lists = { only: [text], added: [...before, text], twice: [...before, ...before, text] };
  for (const way of ways)
    for (const column of ["plain", "appending"]) {
      const stored = await add(saver, t.random.id("thread"), way, column === "appending", before, text);
      const found = Object.entries(lists).find(([, list]) => JSON.stringify(list) === JSON.stringify(stored));
      const said: unknown = answer?.[way]?.[column];
      if (said !== (found?.[0] ?? "other")) t.fail(`${way}, ${column}, said: ${String(said)}`, stored, said);
    }
}

const after = ["answer/every-cell"];

export const tests: readonly ConformanceTest[] = [
  {
    id: "answer/from-a-node",
    rule: "what the table says of the three ways of a node is as runs show it",
    points: 2,
    after,
    run: (subject, t) => check(subject, t, ["command", "whole", "overwrite"]),
  },
  {
    id: "answer/from-outside",
    rule: "what the table says of an input and of an edit is as runs show it",
    points: 1,
    after,
    run: (subject, t) => check(subject, t, ["input", "edit"]),
  },
];
