import { expect, test } from "vitest";
import { nameCheckpoints } from "../../src/inspect/name-checkpoints.ts";
import { readCheckpoints } from "../../src/inspect/read-checkpoints.ts";
import { openSaver, sqlJs } from "../savers/saver-at-hand.ts";
import { graphRuns } from "./graph-runs.ts";

const row = (id: string, parent: string | null, step: number | null, thread = "t", namespace = "") => ({
  thread,
  namespace,
  id,
  parent,
  step,
});

test("a line is one branch; a fork begins the next letter where it leaves its parent", () => {
  const rows = [
    row("1", null, -1),
    row("2", "1", 0),
    row("3", "2", 1),
    row("4", "1", 0),
    row("5", "4", 1),
    row("6", "3", 2),
    row("7", "2", 1),
  ];
  expect([...nameCheckpoints(rows.toReversed()).entries()].map(([{ id }, name]) => [id, name])).toEqual([
    ["1", "s-1·a"],
    ["2", "s0·a"],
    ["3", "s1·a"],
    ["4", "s0·b"],
    ["5", "s1·b"],
    ["6", "s2·a"],
    ["7", "s1·c"],
  ]);
});

test("threads and namespaces are named apart, roots and orphans begin branches, and no name is given twice", () => {
  const rows = [
    row("1", null, 1),
    row("1", null, 1, "u"),
    row("1", null, 1, "t", "child"),
    row("2", null, 1),
    row("3", "gone", 1),
    row("4", "1", 1),
    row("5", "4", null),
  ];
  expect([...nameCheckpoints(rows).values()]).toEqual(["s1·a", "s1·b", "s1·c", "s1·a2", "s?·a", "s1·a", "s1·a"]);
});

test("after z comes aa", () => {
  const rows = Array.from({ length: 30 }, (_, n) => row(String(100 + n), null, 0));
  expect([...nameCheckpoints(rows).values()].slice(24, 29)).toEqual(["s0·y", "s0·z", "s0·aa", "s0·ab", "s0·ac"]);
});

test.each(graphRuns)("$name: names are unique, and stay when more is stored", async ({ run }) => {
  const saver = await openSaver();
  await run(saver, { configurable: { thread_id: "t" } });
  const rows = readCheckpoints(sqlJs, saver.export());
  const names = nameCheckpoints(rows);
  expect(new Set(rows.map((each) => `${each.namespace} ${names.get(each)}`)).size).toBe(rows.length);
  for (let kept = 1; kept <= rows.length; kept += 1) {
    const earlier = rows.slice(-kept);
    const earlierNames = nameCheckpoints(earlier);
    expect(earlier.map((each) => earlierNames.get(each))).toEqual(earlier.map((each) => names.get(each)));
  }
});
