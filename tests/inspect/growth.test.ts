// What is counted of a thread's growth is what is in the file, what MemorySaver keeps, and what the saver's prune really frees.
import { MemorySaver } from "@langchain/langgraph-checkpoint";
import { expect, test } from "vitest";
import { readGrowth } from "../../src/inspect/growth.ts";
import { readCheckpoints } from "../../src/inspect/read-checkpoints.ts";
import type { ThreadGrowth } from "../../src/inspect/saver-file.ts";
import { at, idOf, put } from "../../src/conformance/contracts/saver/saver-calls.ts";
import { openSaver, query, sqlJs } from "../savers/saver-at-hand.ts";
import { type Thread, graphRuns } from "./graph-runs.ts";

const config: Thread = { configurable: { thread_id: "thread" } };

function growthOf(bytes: Uint8Array): readonly ThreadGrowth[] {
  const database = new sqlJs.Database(bytes);
  try {
    return readGrowth(database, readCheckpoints(sqlJs, bytes));
  } finally {
    database.close();
  }
}

/** Rows, and bytes of texts and blobs, of whole tables. */
function measure(bytes: Uint8Array, tables: readonly string[]): { rows: number; bytes: number } {
  const total = { rows: 0, bytes: 0 };
  for (const table of tables)
    for (const row of query(bytes, `SELECT * FROM ${table}`)) {
      total.rows += 1;
      for (const value of row)
        if (typeof value === "string") total.bytes += Buffer.byteLength(value);
        else if (value instanceof Uint8Array) total.bytes += value.length;
    }
  return total;
}

const ROWS = ["checkpoints", "blobs", "writes", "stubs"];

test.each(graphRuns)(
  "$name: all is counted, whole as in MemorySaver, and pruning frees what was said",
  async ({ run }) => {
    const saver = await openSaver();
    await run(saver, config);
    const bytes = saver.export();
    const [growth, ...more] = growthOf(bytes);
    expect(more).toEqual([]);
    expect(growth!.points.at(-1)).toMatchObject(measure(bytes, [...ROWS, "shapes"]));
    for (const name of ["rows", "bytes", "wholeBytes"] as const) {
      const counts = growth!.points.map((point) => point[name]);
      expect(counts, name).toEqual(counts.toSorted((left, right) => left - right));
      expect(counts[0], name).toBeGreaterThan(0);
    }
    const ids = growth!.points.map(({ key }) => key.id);
    expect(ids).toEqual(ids.toSorted());
    expect(ids).toHaveLength(readCheckpoints(sqlJs, bytes).length);

    const memory = new MemorySaver();
    await run(memory, config);
    expect(growth!.points.at(-1)!.wholeBytes).toBe(bytesKept(memory));

    await saver.prune(["thread"]);
    expect(growth!.pruneFrees).toBe(measure(bytes, ROWS).bytes - measure(saver.export(), ROWS).bytes);
    expect(growthOf(saver.export())[0]!.pruneFrees).toBe(0);
  },
);

/** Checkpoints, metadata and pending writes, without keys. */
function bytesKept({ storage, writes }: MemorySaver): number {
  let kept = 0;
  for (const thread of Object.values(storage))
    for (const namespace of Object.values(thread))
      for (const [checkpoint, metadata] of Object.values(namespace)) kept += checkpoint.length + metadata.length;
  for (const ofCheckpoint of Object.values(writes))
    for (const [, , value] of Object.values(ofCheckpoint)) kept += value.length;
  return kept;
}

test("what an earlier pruning left behind is counted, and what it needs stays", async () => {
  let stubs = 0;
  const runs = graphRuns.filter(({ name }) => /kept as its changes|forked|subgraph in a subgraph/.test(name));
  expect(runs).toHaveLength(3);
  for (const { name, run } of runs) {
    const saver = await openSaver();
    await run(saver, config);
    await saver.prune(["thread"], { keep: 2 });
    const bytes = saver.export();
    stubs += query(bytes, "SELECT * FROM stubs").length;
    const [{ points, pruneFrees }] = growthOf(bytes) as [ThreadGrowth];
    expect(points.at(-1)?.rows, name).toBe(
      measure(bytes, ROWS).rows + query(bytes, "SELECT DISTINCT shape FROM checkpoints").length,
    );
    const before = measure(bytes, ROWS).bytes;
    await saver.prune(["thread"]);
    expect(pruneFrees, name).toBe(before - measure(saver.export(), ROWS).bytes);
  }
  expect(stubs).toBeGreaterThan(0);
});

test("of checkpoints in an old format, what the parent sent stays, and is no gain", async () => {
  const saver = await openSaver();
  let latest = at("t");
  for (let n = 1; n <= 3; n += 1) {
    latest = (await put(saver, {
      config: latest,
      n,
      values: { topic: `topic ${n} fills a row` },
      format: 3,
    })) as typeof latest;
    await saver.putWrites(
      latest,
      [
        ["__pregel_tasks", { node: "sent to" }],
        ["topic", "x"],
      ],
      `task-${n}`,
    );
  }
  const before = measure(saver.export(), ROWS).bytes;
  const [{ pruneFrees }] = growthOf(saver.export()) as [ThreadGrowth];
  await saver.prune(["t"]);
  expect(query(saver.export(), "SELECT id FROM stubs")).toEqual([[idOf(2)]]);
  expect(pruneFrees).toBe(before - measure(saver.export(), ROWS).bytes);
});

test("threads are counted apart, the one written to last comes first", async () => {
  const saver = await openSaver();
  await put(saver, { config: at("one"), n: 1, values: { topic: "a topic that fills a row" } });
  await put(saver, { config: at("two"), n: 2, values: { topic: "a topic that fills a row" } });
  await put(saver, { config: at("two", "", idOf(2)), n: 3, values: { topic: "another topic that fills a row" } });
  const [two, one] = growthOf(saver.export()) as [ThreadGrowth, ThreadGrowth];
  expect([two.thread, one.thread]).toEqual(["two", "one"]);
  expect([two.points.length, one.points.length]).toEqual([2, 1]);
  // A checkpoint, its value and its names.
  expect(one.points.map(({ rows }) => rows)).toEqual([3]);
  expect(two.points.map(({ rows }) => rows)).toEqual([3, 5]);
  expect(one.pruneFrees).toBe(0);
  expect(two.pruneFrees).toBeGreaterThan(0);
});

test("a list that grows is stored once here, and over and over in whole snapshots", async () => {
  const saver = await openSaver();
  let latest = at("t");
  const list: string[] = [];
  for (let n = 1; n <= 60; n += 1) {
    list.push("x".repeat(200));
    latest = (await put(saver, {
      config: latest,
      n,
      values: { list: [...list] },
      versions: { list: n },
    })) as typeof latest;
  }
  const [{ points }] = growthOf(saver.export()) as [ThreadGrowth];
  const { bytes, wholeBytes } = points.at(-1)!;
  expect(wholeBytes).toBeGreaterThan(60 * 30 * 200);
  expect(bytes).toBeLessThan(60 * 700);
});

test("writes of a checkpoint that never came count at the next one", async () => {
  const saver = await openSaver();
  await put(saver, { config: at("t"), n: 1 });
  await put(saver, { config: at("t", "", idOf(1)), n: 4 });
  const database = new sqlJs.Database(saver.export());
  for (const n of [2, 9])
    database.run("INSERT INTO writes (sid, id, task, idx, channel, value) VALUES (1, ?, 'task', 0, 'topic', '\"x\"')", [
      idOf(n),
    ]);
  const bytes = database.export();
  database.close();
  const before = growthOf(saver.export())[0]!.points.map(({ rows }) => rows);
  const after = growthOf(bytes)[0]!.points.map(({ rows }) => rows);
  expect(after).toEqual([before[0], before[1]! + 2]);
});

test("hostile but well-formed rows are counted, and nothing goes in circles", async () => {
  const saver = await openSaver();
  await put(saver, { config: at("t"), n: 1, values: { topic: "a topic that fills a row" } });
  await put(saver, { config: at("t", "", idOf(1)), n: 2, values: { topic: "another topic for a row" } });
  for (const sql of [
    "UPDATE checkpoints SET head = '[4,\"now\",7,[[]]]', refs = '[1]'",
    'UPDATE checkpoints SET refs = \'{"__proto__":1,"a":null,"b":99,"c":{}}\', shape = NULL, head = \'null\'',
    "UPDATE blobs SET base = 3 - bid, n = 2, skip = 0, keep = 1",
    `UPDATE checkpoints SET parent = '${idOf(2)}'`,
    "UPDATE checkpoints SET shape = 77, sid = sid",
  ]) {
    const database = new sqlJs.Database(saver.export());
    database.run(sql);
    const [growth] = growthOf(database.export());
    database.close();
    expect(growth!.points, sql).toHaveLength(2);
    expect(Number.isFinite(growth!.pruneFrees), sql).toBe(true);
  }
});
