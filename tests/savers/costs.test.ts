// What calls cost, counted in statements, rows and bytes: counts do not depend on the machine.
import { AIMessage, HumanMessage } from "@langchain/core/messages";
import { Annotation, MessagesAnnotation, StateGraph } from "@langchain/langgraph";
import { seededRandom } from "@forkpoint/conformance";
import { SqlJsSaver } from "@forkpoint/savers";
import { expect, test } from "vitest";
import { type Config, at, idOf, listed, put, valuesAt } from "../../src/conformance/contracts/saver/saver-calls.ts";
import { FIND_BY_ID, FIND_LATEST } from "../../src/savers/saver/checkpoint-rows.ts";
import { conditionsOf, pageStatement } from "../../src/savers/saver/list-keys.ts";
import { openSaver } from "./saver-at-hand.ts";

async function statementsOf(saver: SqlJsSaver, act: () => Promise<unknown>): Promise<number> {
  const before = saver.database.executed;
  await act();
  return saver.database.executed - before;
}

/** A line of checkpoints, each with one item more. */
async function grow(saver: SqlJsSaver, from: number, to: number, list: string[], root: Config): Promise<Config> {
  let config = root;
  for (let n = from; n <= to; n += 1) {
    list.push(`item ${n} `.repeat(20));
    const values = { list, profile: "p".repeat(500), turns: n };
    const newVersions: Record<string, number> = n === 1 ? { list: n, profile: 1, turns: n } : { list: n, turns: n };
    config = (await put(saver, { config, n, values, versions: { ...newVersions, profile: 1 }, newVersions })) as Config;
  }
  return config;
}

test("a put takes as many statements after 150 checkpoints as after one, and so do reads", async () => {
  const saver = await openSaver();
  const list: string[] = [];
  let config = await grow(saver, 1, 1, list, at("t"));
  for (const [from, to] of [
    [2, 20],
    [21, 150],
  ] as const) {
    config = await grow(saver, from, to, list, config);
    // Savepoint; scope; parent; the list's stamp; its segment; names; checkpoint; release.
    expect(await statementsOf(saver, async () => (config = await grow(saver, to + 501, to + 501, list, config)))).toBe(
      8,
    );
    expect(
      await statementsOf(saver, () =>
        saver.putWrites(
          config,
          [
            ["list", ["x"]],
            ["turns", 1],
          ],
          `task ${to}`,
        ),
      ),
    ).toBe(5);
    // The checkpoint, its values, its writes.
    expect(await statementsOf(saver, () => saver.getTuple(at("t")))).toBe(3);
    expect(await statementsOf(saver, () => saver.getTuple(config))).toBe(3);
    // One page of keys, and three for each.
    expect(await statementsOf(saver, () => listed(saver, at("t"), { limit: 10 }))).toBe(31);
  }
});

test("a put that changes nothing but versions writes one row", async () => {
  const saver = await openSaver();
  const config = await grow(saver, 1, 1, [], at("t"));
  const { blobs } = saver.stats().rows;
  const same = await valuesAt(saver, config);
  await put(saver, { config, n: 2, values: same as never, versions: { list: 2, profile: 2, turns: 2 } });
  expect(saver.stats().rows).toMatchObject({ checkpoints: 2, blobs });
});

test("a list that is in memory is not read again; one that is not is read once", async () => {
  const saver = await openSaver();
  const list: string[] = [];
  const config = await grow(saver, 1, 50, list, at("t"));
  expect(saver.stats()).toMatchObject({ cacheHits: 49, cacheMisses: 0 });
  const again = await openSaver({ bytes: saver.export() });
  await grow(again, 51, 60, list, config);
  expect(again.stats()).toMatchObject({ cacheHits: 9, cacheMisses: 1 });
});

/** What SQLite does for a statement, in its own words. */
const planOf = (saver: SqlJsSaver, sql: string): string =>
  saver.database
    .rows(
      `EXPLAIN QUERY PLAN ${sql}`,
      Array.from({ length: sql.split("?").length - 1 }, () => 1),
    )
    .map((row) => row[3])
    .join("; ");

test("the latest of 40,000 checkpoints is one seek in an index, by its id too, and a page is a range of it", async () => {
  const saver = await openSaver();
  await put(saver, { config: at("t"), n: 1 });
  for (const sql of [FIND_LATEST, FIND_BY_ID]) {
    const plan = planOf(saver, sql);
    expect(plan).toMatch(
      /SEARCH s USING COVERING INDEX .*\(thread_id=\? AND ns=\?\); SEARCH c USING PRIMARY KEY \(sid=\?/,
    );
    expect(plan).not.toMatch(/SCAN|TEMP B-TREE/);
  }
  const query = { threadId: "t", namespace: "", id: undefined, before: idOf(9), filter: { source: "loop" } };
  const page = planOf(saver, pageStatement(conditionsOf(query)));
  expect(page).toMatch(/SEARCH c USING PRIMARY KEY \(sid=\? AND id<\?\)/);
  expect(page).not.toMatch(/SCAN [cs]\b|TEMP B-TREE/);

  // Real rows, so that a plan that changes with their number would show as well.
  saver.database.run(
    `WITH RECURSIVE n (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM n WHERE n < 40000)
      INSERT INTO checkpoints SELECT sid, substr(id, 1, 24) || printf('%012x', n.n), parent, via, n.n, source, shape, head, refs,
        metadata_type, metadata FROM checkpoints, n`,
    [],
  );
  expect((await saver.getTuple(at("t")))?.checkpoint.id).toBe(idOf(40_000));
  expect(await statementsOf(saver, () => saver.getTuple(at("t")))).toBe(3);
});

test("filters with any key are bound, never part of the statement", () => {
  const query = { threadId: undefined, namespace: undefined, id: undefined, before: undefined };
  const strange = ["$.a", "a.b", "a[0]", 'a"b', "a'b", "'; DROP TABLE checkpoints; --", "é", "%", "?"];
  const statements = strange.map((key) => pageStatement(conditionsOf({ ...query, filter: { [key]: "x" } })));
  expect(new Set(statements).size).toBe(2); // With and without a test in SQL.
  for (const [place, statement] of statements.entries())
    expect(statement).not.toContain(strange[place]!.slice(0, 5) + "x");
});

/** Two messages of about 200 characters a turn, as in a chat: the graph that figures are given for. */
async function chat(saver: SqlJsSaver, turns: number): Promise<number[]> {
  const random = seededRandom("chat");
  const State = Annotation.Root({
    ...MessagesAnnotation.spec,
    turns: Annotation<number>(),
    profile: Annotation<string>(),
  });
  const app = new StateGraph(State)
    .addNode("model", () => ({ messages: [new AIMessage(random.word(195))] }))
    .addNode("post", (state) => ({ turns: (state.turns ?? 0) + 1 }))
    .addEdge("__start__", "model")
    .addEdge("model", "post")
    .compile({ checkpointer: saver });
  const bytes: number[] = [];
  for (let turn = 1; turn <= turns; turn += 1) {
    const input = { messages: [new HumanMessage(random.word(195))], ...(turn === 1 && { profile: "p".repeat(1000) }) };
    await app.invoke(input, { configurable: { thread_id: "t" } });
    bytes.push(saver.stats().bytes);
  }
  return bytes;
}

test("a chat stays below 6,600 bytes a turn, and twice the turns are at most 2.1 times the bytes", async () => {
  const saver = await openSaver();
  const bytes = await chat(saver, 120);
  expect(saver.stats().rows).toMatchObject({ checkpoints: 480, shapes: 4 });
  expect(bytes[119]).toBeLessThan(120 * 6_600);
  expect(bytes[119]! / bytes[59]!).toBeLessThanOrEqual(2.1);
});

test("a deleted thread's pages are used again", async () => {
  const saver = await openSaver();
  await grow(saver, 1, 100, [], at("one"));
  const { bytes } = saver.stats();
  await saver.deleteThread("one");
  await grow(saver, 1, 100, [], at("two"));
  expect(saver.stats().bytes).toBeLessThanOrEqual(bytes * 1.02);
});
