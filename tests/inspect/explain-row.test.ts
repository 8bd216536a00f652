// A row of any answer is told column by column, in words that fit its values.
import { expect, test } from "vitest";
import { type Cell, explainRow } from "../../src/inspect/explain-row.ts";
import { readyQuestions } from "../../src/inspect/ready-questions.ts";
import { runQuery } from "../../src/inspect/run-query.ts";
import { at, put } from "../../src/conformance/contracts/saver/saver-calls.ts";
import { openSaver, sqlJs } from "../savers/saver-at-hand.ts";

/** One column's sentence, in a row with these others. */
function say(column: string, value: Cell, ...others: string[]): string | undefined {
  return explainRow([column, ...others], [value, ...others.map(() => "x")]).find((told) => told.column === column)
    ?.says;
}

test("a checkpoint is told by what its values mean", () => {
  const told = explainRow(
    ["thread", "namespace", "id", "parent", "step", "source", "pending_writes", "mood"],
    ["t", "", "1f0", null, -1, "input", 0, "fine"],
  );
  expect(told).toEqual([
    { column: "thread", says: "It belongs to the thread `t`: the `thread_id` that the graph was run with." },
    { column: "namespace", says: "The namespace is empty: the graph itself, no subgraph." },
    { column: "id", says: expect.stringMatching(/^The id of the checkpoint, `1f0`\./) as string },
    { column: "parent", says: "It has no parent: a thread begins here, or what came before was pruned." },
    { column: "step", says: "Step −1: the first input was stored, and no node has run yet." },
    { column: "source", says: "Source `input`: somebody called the graph with an input." },
    { column: "pending_writes", says: "No pending writes: no task has left anything beside it yet." },
  ]);
});

test("the same column is told differently for other values", () => {
  expect(say("step", 0)).toMatch(/^Step 0: the input is in its channels/);
  expect(say("step", 7)).toMatch(/^Step 7: super-steps are counted along a lineage/);
  const stepOf = (source: string) => explainRow(["source", "step"], [source, 7])[1]?.says;
  expect(stepOf("loop")).toMatch(/^Step 7: written at the end of super-step 7/);
  expect(stepOf("input")).toMatch(/^Step 7: a new input was stored/);
  expect(stepOf("fork")).toMatch(/^Step 7: one more than its parent's/);
  expect(say("step", null)).toBe("No step was stored with it.");
  expect(say("parent", "1f1")).toMatch(/^It came after the checkpoint `1f1`\./);
  expect(say("namespace", "inner:1f0")).toMatch(/^It belongs to a subgraph: `inner:1f0`/);
  expect(["loop", "update", "fork"].map((source) => say("source", source))).toEqual([
    "Source `loop`: the graph wrote it after a super-step.",
    "Source `update`: somebody called `updateState`.",
    "Source `fork`: a copy of an old checkpoint, from which the graph was run again.",
  ]);
  expect(say("source", "magic")).toMatch(/none of LangGraph's own/);
  expect(say("pending_writes", 1)).toMatch(/^1 pending write beside it/);
  expect(say("pending_writes", 2)).toMatch(/^2 pending writes beside it/);
  expect(say("idx", -3)).toMatch(/below zero/);
  expect(say("idx", 0)).toMatch(/number 0 among the writes/);
  expect(say("bid", null)).toMatch(/checkpoint's own row/);
  expect(say("type", "json")).toBe("It is stored as JSON.");
  expect(say("type", "bytes")).toBe("It is stored as bytes.");
});

test("a column of the same name is told by what stands beside it", () => {
  expect(say("namespace", "users/42", "key")).toMatch(/^The item is kept under `users\/42`/);
  expect(say("id", "1f0", "task")).toBe("The checkpoint that it belongs to, `1f0`.");
  expect(say("value", "{}", "key")).toBe("The item's value, as JSON.");
  expect(say("value", "{}", "task")).toMatch(/^What the task wrote/);
  expect(say("value", "{}", "channel")).toMatch(/after its reducer/);
  expect(say("value", null)).toMatch(/cannot be shown as JSON/);
});

test("channels of LangGraph's own are told apart from those of the state", () => {
  expect(say("channel", "log")).toBe("The channel `log` of the state.");
  expect(say("channel", "log", "task")).toBe("It was written to the channel `log` of the state.");
  expect(say("channel", "branch:to:send")).toMatch(/makes the node `send` run next/);
  expect(say("channel", "join:a+b:all")).toMatch(/`all` waits in it/);
  for (const own of ["__start__", "__pregel_tasks", "__error__", "__interrupt__", "__resume__", "__no_writes__"])
    expect(say("channel", own), own).not.toMatch(/of the state\.$/);
});

test("strange names and values are told, and never end the code that they stand in", () => {
  expect(say("thread", "a`b")).toContain("`a'b`");
  expect(say("thread", "x".repeat(900))!.length).toBeLessThan(200);
  expect(say("thread", null)).toContain("(nothing)");
  expect(explainRow(["__proto__", "constructor", "toString", ""], ["a", "b", "c", "d"])).toEqual([]);
  expect(explainRow(["STEP"], [1])).toMatchObject([{ column: "STEP" }]);
});

test("of every ready question's rows, and of every table's, something is known", async () => {
  const saver = await openSaver();
  const first = await put(saver, { config: at("t"), n: 1, values: { list: ["one", "a topic that fills a row"] } });
  // Two branches that have the same step.
  const metadata = { source: "loop", step: 2, parents: {} };
  for (const n of [2, 3])
    await put(saver, { config: first, n, values: { topic: "a topic that fills a row" }, metadata });
  await saver.putWrites(first, [["topic", "x"]], "task");
  const database = new sqlJs.Database(saver.export());
  const tables = ["v_checkpoints", "v_values", "v_writes", "v_items", "checkpoints", "blobs", "writes"];
  for (const sql of [
    ...readyQuestions.map((question) => question.sql),
    ...tables.map((name) => `SELECT * FROM ${name}`),
  ]) {
    const { columns, rows } = runQuery(database, sql);
    const told = explainRow(columns, rows[0] ?? columns.map(() => null));
    expect(told.length, sql).toBeGreaterThan(0);
    for (const { says } of told) expect(says, sql).toMatch(/^[A-Z\d][^]*[.]$/);
    for (const { says } of told) expect(says).not.toMatch(/undefined|null/);
  }
  database.close();
});
