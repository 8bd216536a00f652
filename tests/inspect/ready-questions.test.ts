// Each ready question gives the right answer about a real file, and says why it may have none.
import type { Database } from "sql.js";
import { expect, onTestFinished, test } from "vitest";
import { SqlJsStore } from "@forkpoint/savers";
import { readCheckpoints } from "../../src/inspect/read-checkpoints.ts";
import { readyQuestions } from "../../src/inspect/ready-questions.ts";
import { runQuery } from "../../src/inspect/run-query.ts";
import type { QueryResult } from "../../src/inspect/saver-file.ts";
import { tamper } from "../../src/inspect/tamper.ts";
import { at, put } from "../../src/conformance/contracts/saver/saver-calls.ts";
import { openSaver, sqlJs } from "../savers/saver-at-hand.ts";
import { graphRuns } from "./graph-runs.ts";

function ask(bytes: Uint8Array, id: string): QueryResult & { readonly records: Record<string, unknown>[] } {
  const database: Database = new sqlJs.Database(bytes);
  try {
    const { sql } = readyQuestions.find((question) => question.id === id)!;
    const result = runQuery(database, sql);
    const records = result.rows.map((row) => Object.fromEntries(result.columns.map((column, at) => [column, row[at]])));
    return { ...result, records };
  } finally {
    database.close();
  }
}

/** The file of a run by its name, on the thread "thread". */
async function fileOf(name: string): Promise<Uint8Array> {
  const saver = await openSaver();
  await graphRuns.find((run) => run.name === name)!.run(saver, { configurable: { thread_id: "thread" } });
  return saver.export();
}

const FORKED = "forked by an update, and the fork run on";

test("of an empty file every question has an empty answer, and each says why", async () => {
  const bytes = (await openSaver()).export();
  const ids = readyQuestions.map(({ id }) => id);
  expect(new Set(ids).size).toBe(9);
  for (const { id, title, answers, empty } of readyQuestions) {
    expect(ask(bytes, id).rows, id).toEqual([]);
    expect(title.length, id).toBeLessThan(34);
    expect(answers, id).toMatch(/^[A-Z].+\.$/);
    expect(empty, id).toMatch(/^[A-Z].+\.$/);
  }
});

test("all threads, the one written to last first", async () => {
  const saver = await openSaver();
  await put(saver, { config: at("b"), n: 1 });
  await put(saver, { config: at("a"), n: 2 });
  await put(saver, { config: at("c", "inner:1"), n: 3 });
  await put(saver, { config: at("b"), n: 4 });
  expect(ask(saver.export(), "all-threads").records.map(({ thread, checkpoints }) => [thread, checkpoints])).toEqual([
    ["b", 2],
    ["c", 1],
    ["a", 1],
  ]);
});

test("the lineage is made of parents, and leaves out what the history has between", async () => {
  const bytes = await fileOf(FORKED);
  const rows = readCheckpoints(sqlJs, bytes);
  const line: string[] = [];
  for (let row = rows[0]; row !== undefined; row = rows.find(({ id }) => id === row!.parent)) line.push(row.id);
  expect(line.length).toBeLessThan(rows.length);
  const { records } = ask(bytes, "lineage");
  expect(records.map(({ id }) => id)).toEqual(line);
  expect(records.map(({ back }) => back)).toEqual(line.map((_, back) => back));
});

test("a lineage that goes in a circle is cut, not followed for ever", async () => {
  const bytes = await fileOf("a line, finished");
  const database = new sqlJs.Database(bytes);
  onTestFinished(() => database.close());
  database.run("UPDATE checkpoints SET parent = (SELECT max(id) FROM checkpoints) WHERE parent IS NULL");
  expect(ask(database.export(), "lineage")).toMatchObject({ cut: true });
});

test("pending writes are those of the latest checkpoint", async () => {
  const { records } = ask(await fileOf("two at once, one failed"), "pending-writes");
  expect(records).toContainEqual(expect.objectContaining({ step: 0, channel: "log", value: '["steady"]' }));
  const [error] = records.filter(({ value }) => String(value).includes("flaky failed"));
  expect(error).toMatchObject({ thread: "thread", namespace: "", step: 0, channel: "__error__" });
  expect(ask(await fileOf("a line, finished"), "pending-writes").rows).toEqual([]);
});

test("branches are checkpoints with several children, and their steps repeat", async () => {
  const bytes = await fileOf(FORKED);
  const rows = readCheckpoints(sqlJs, bytes);
  const children = Map.groupBy(rows, ({ parent }) => parent);
  const forked = rows.filter(({ id }) => (children.get(id)?.length ?? 0) > 1);
  expect(forked.length).toBe(2);
  expect(ask(bytes, "branches").records.map(({ id, children: count }) => [id, count])).toEqual(
    forked.map(({ id }) => [id, 2]),
  );
  expect(ask(bytes, "branches").records.map(({ they_are }) => String(they_are))).toContainEqual(
    expect.stringContaining("update at step 2"),
  );

  const steps = Map.groupBy(rows, ({ step }) => step);
  const repeated = [...steps].filter(([, of]) => of.length > 1).map(([step, of]) => [step, of.length]);
  expect(ask(bytes, "repeated-steps").records.map(({ step, times }) => [step, times])).toEqual(
    repeated.toSorted(([left], [right]) => left! - right!),
  );
  expect(repeated.length).toBeGreaterThan(0);
  const line = await fileOf("a line, three turns");
  expect([ask(line, "branches").rows, ask(line, "repeated-steps").rows]).toEqual([[], []]);
});

test("bytes per thread are those of the rows that hold its values", async () => {
  const saver = await openSaver();
  await put(saver, { config: at("small"), n: 1, values: { topic: "x" } });
  await put(saver, { config: at("large"), n: 2, values: { topic: "x".repeat(98), list: ["y".repeat(48), 1] } });
  expect(ask(saver.export(), "bytes-per-thread").rows).toEqual([
    // Between elements stand a comma and a line feed.
    ["large", 1, 2, 100 + 50 + 2 + 1],
    ["small", 1, 0, 0],
  ]);
});

test("what a removed checkpoint leaves behind is found: children without a parent, values without a use", async () => {
  const bytes = await fileOf("messages that stay messages");
  expect([ask(bytes, "lost-parents").rows, ask(bytes, "unused-values").rows]).toEqual([[], []]);
  const rows = readCheckpoints(sqlJs, bytes);
  const [latest, before] = rows.map(({ thread, namespace, id }) => ({ thread, namespace, id }));
  const orphaned = tamper(sqlJs, bytes, { kind: "remove-checkpoint", at: before! });
  expect(ask(orphaned, "lost-parents").records).toEqual([
    expect.objectContaining({ thread: "thread", id: latest!.id, parent: before!.id }),
  ]);
  const unused = ask(tamper(sqlJs, bytes, { kind: "remove-checkpoint", at: latest! }), "unused-values").records;
  expect(unused).toEqual([expect.objectContaining({ begins_with: expect.stringContaining("AIMessage") as string })]);
  expect(unused[0]!.bytes).toBeGreaterThan(80);
});

test("what the store holds, and the words for namespaces", async () => {
  const saver = await openSaver();
  const store = new SqlJsStore(saver.database);
  await store.put(["users", "42"], "name", { first: "Ann" });
  await store.put(["users", "41"], "name", { first: "Bob" });
  expect(ask(saver.export(), "store").records).toMatchObject([
    { namespace: "users/41", key: "name", value: '{"first":"Bob"}', expires_at: null },
    { namespace: "users/42", key: "name", value: '{"first":"Ann"}' },
  ]);
});
