// What is read from the bytes alone is what LangGraph says about the same thread, over many graphs and ways to leave them.
import { MemorySaver, uuid5 } from "@langchain/langgraph-checkpoint";
import { type StateSnapshot, entrypoint, interrupt } from "@langchain/langgraph";
import { expect, test } from "vitest";
import { type CheckpointRow, readCheckpoints } from "../../src/inspect/read-checkpoints.ts";
import { sentTaskId, triggeredTaskId } from "../../src/inspect/task-id.ts";
import { at, idOf, put } from "../../src/conformance/contracts/saver/saver-calls.ts";
import { openSaver, sqlJs } from "../savers/saver-at-hand.ts";
import { type Thread, graphRuns } from "./graph-runs.ts";

const config: Thread = { configurable: { thread_id: "thread" } };

/** The order of nodes that run together is the graph's own, and is not stored. */
const sorted = (next: readonly string[]): string[] => [...next].sort();

const configOf = ({ thread, namespace, id }: CheckpointRow) => ({
  configurable: { thread_id: thread, checkpoint_ns: namespace, checkpoint_id: id },
});

test.each(graphRuns)("$name: every row is what getState says", async ({ run }) => {
  const saver = await openSaver();
  const graph = await run(saver, config);
  const rows = readCheckpoints(sqlJs, saver.export());

  const namespaces = new Set(rows.map(({ namespace }) => namespace));
  const seen: string[] = [];
  for (const namespace of namespaces) {
    const scope = { configurable: { ...config.configurable, checkpoint_ns: namespace } };
    const ofNamespace = rows.filter((row) => row.namespace === namespace);
    const latest = (await graph.getState(scope)) as StateSnapshot;
    for (const row of ofNamespace) {
      seen.push(row.id);
      const isLatest = row === ofNamespace[0];
      const state = (isLatest ? latest : await graph.getState(configOf(row))) as StateSnapshot;
      const tuple = (await saver.getTuple(configOf(row)))!;
      const shown = `step ${row.step} of ${row.source}`;
      expect(sorted(row.next), `next at ${shown}`).toEqual(sorted(state.next));
      expect(row.id, shown).toBe(state.config.configurable?.checkpoint_id);
      expect(row.parent, shown).toBe(state.parentConfig?.configurable?.checkpoint_id ?? null);
      expect([row.step, row.source], shown).toEqual([state.metadata?.step, state.metadata?.source]);
      expect(row.createdAt, shown).toBe(state.createdAt);
      expect(row.pendingWrites, shown).toBe(tuple.pendingWrites?.length);
      // By its id, a checkpoint says all that it leads to, finished or not.
      const all = (await graph.getState(configOf(row))) as StateSnapshot;
      expect(sorted(isLatest ? [...row.next, ...row.finished] : row.next), shown).toEqual(sorted(all.next));
    }
  }
  expect(seen.length).toBe(rows.length);
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.map(({ id }) => id)).toEqual(
    rows
      .map(({ id }) => id)
      .toSorted()
      .reverse(),
  );
});

test.each(graphRuns)("$name: the history is the same as over MemorySaver", async ({ run }) => {
  const tell = async (graph: any): Promise<unknown[]> => {
    const states: StateSnapshot[] = [];
    for await (const state of graph.getStateHistory(config)) states.push(state);
    const places = new Map(states.map((state, place) => [state.config.configurable?.checkpoint_id, place]));
    return states.map(({ values, next, metadata, tasks, parentConfig }) => ({
      values,
      next,
      step: metadata?.step,
      source: metadata?.source,
      parent: places.get(parentConfig?.configurable?.checkpoint_id),
      tasks: tasks.map(({ name, error, interrupts }) => [
        name,
        String(error),
        interrupts.map(({ value }) => value as unknown),
      ]),
    }));
  };
  const expected = await tell(await run(new MemorySaver(), config));
  expect(await tell(await run(await openSaver(), config))).toEqual(expected);
  expect(expected.length).toBeGreaterThan(0);
});

test("a task whose result is stored is finished, and not among what is next", async () => {
  const saver = await openSaver();
  await graphRuns.find(({ name }) => name === "two at once, one failed")!.run(saver, config);
  const [latest] = readCheckpoints(sqlJs, saver.export());
  expect(latest).toMatchObject({ next: ["flaky"], finished: ["steady"] });
});

test("nodes that something was sent to appear once for each time, and finished ones are counted", async () => {
  const saver = await openSaver();
  await graphRuns.find(({ name }) => name === "sent to one node many times, one of them failed")!.run(saver, config);
  const [latest] = readCheckpoints(sqlJs, saver.export());
  expect(latest?.next).toEqual(["work"]);
  expect(sorted(latest!.finished)).toEqual(["beside", "work", "work"]);
});

test("an entrypoint is called by its name once it has run; until then the input has no other name than START", async () => {
  const saver = await openSaver();
  const ask = entrypoint({ checkpointer: saver, name: "ask" }, async (fail: boolean) =>
    fail ? interrupt("?") : "done",
  );
  await ask.invoke(true, config);
  expect(readCheckpoints(sqlJs, saver.export()).map(({ next }) => next)).toEqual([["__start__"]]);
  await ask.invoke(false, config);
  await ask.invoke(true, config);
  const [latest] = readCheckpoints(sqlJs, saver.export());
  expect(latest?.next).toEqual([...(await ask.getState(config)).next]);
  expect(latest?.next).toEqual(["ask"]);
});

test("a parent that is not stored is dangling", async () => {
  const saver = await openSaver();
  await put(saver, { config: at("one"), n: 1, values: { topic: "x" } });
  await put(saver, { config: at("two", "", idOf(1)), n: 2, values: { topic: "xy", file: new Uint8Array(7) } });
  await put(saver, { config: at("one", "", idOf(1)), n: 3, values: { topic: "x" }, newVersions: {} });
  const rows = readCheckpoints(sqlJs, saver.export());
  expect(rows.map(({ thread, dangling, valueBytes }) => [thread, dangling, valueBytes])).toEqual([
    ["one", false, 3],
    ["two", true, 11],
    ["one", false, 3],
  ]);
});

test("strange ids are shown as they are", async () => {
  const saver = await openSaver();
  await put(saver, { config: at("a\\b\0\ud800", "c\\"), n: 1 });
  expect(readCheckpoints(sqlJs, saver.export())).toMatchObject([{ thread: "a\\b\0\ud800", namespace: "c\\" }]);
});

test("an empty saver has no rows", async () => {
  expect(readCheckpoints(sqlJs, (await openSaver()).export())).toEqual([]);
});

test("what cannot be decoded does not stop the reading", async () => {
  const serde = {
    dumpsTyped: async (): Promise<[string, Uint8Array]> => ["secret", new Uint8Array([1])],
    loadsTyped: async () => null,
  };
  const saver = await openSaver({ serde });
  const values = { "branch:to:a": null, "join:a+b:c": [], __pregel_tasks: [] };
  await put(saver, { config: at("t"), n: 1, values, versions: { "branch:to:a": 2 } });
  expect(readCheckpoints(sqlJs, saver.export())).toMatchObject([{ step: 1, source: "loop", next: ["a"] }]);
});

test("bytes that are no file of ours are refused by code", async () => {
  const saver = await openSaver();
  await put(saver, { config: at("t"), n: 1 });
  const altered = (sql: string): Uint8Array => {
    const database = new sqlJs.Database(saver.export());
    database.run(sql);
    const bytes = database.export();
    database.close();
    return bytes;
  };
  const endless =
    "CREATE VIEW checkpoints AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x FROM n) SELECT x FROM n";
  const cases = [
    [new TextEncoder().encode("no database at all ".repeat(99)), "FILE_UNREADABLE"],
    [new Uint8Array(), "FILE_NOT_OURS"],
    [altered("PRAGMA application_id = 1"), "FILE_NOT_OURS"],
    [altered(`DROP TABLE checkpoints; ${endless}`), "FILE_NOT_OURS"],
    [altered("PRAGMA user_version = 99"), "FILE_NEWER"],
    [altered("PRAGMA user_version = 1"), "FILE_OLDER"],
    [altered("UPDATE checkpoints SET head = 'no json'"), "FILE_UNREADABLE"],
  ] as const;
  for (const [bytes, code] of cases)
    expect(() => readCheckpoints(sqlJs, bytes)).toThrow(expect.objectContaining({ name: "InspectError", code }));
});

test("hostile but well-formed rows give rows, not errors", async () => {
  const saver = await openSaver();
  await put(saver, { config: at("t"), n: 1, values: { __pregel_tasks: [] } });
  const heads = [
    "null",
    "7",
    "[]",
    '{"channel_versions":7,"versions_seen":[1]}',
    '{"versions_seen":{"__proto__":{"x":1}},"channel_versions":{"__proto__":{}}}',
  ];
  const sends = ["null", "{}", '[null,7,{},{"node":7},{"node":"a"}]', '"text"'];
  for (const head of heads)
    for (const sent of sends) {
      const database = new sqlJs.Database(saver.export());
      const refs = JSON.stringify({ __pregel_tasks: sent });
      database.run("UPDATE checkpoints SET head = ?, shape = NULL, refs = ?", [head, refs]);
      const rows = readCheckpoints(sqlJs, database.export());
      database.close();
      expect(rows).toHaveLength(1);
      expect(rows[0]!.next).toEqual(sent.startsWith("[null") ? ["a"] : []);
    }
});

test("names and values of a head that do not fit each other, and lists without end, give rows too", async () => {
  const saver = await openSaver();
  await put(saver, { config: at("t"), n: 1, values: { topic: "x" } });
  const circle = "INSERT INTO blobs (bid, n, base, skip, keep, data) VALUES (1, 2, 2, 0, 1, '1'), (2, 2, 1, 0, 1, '2')";
  for (const head of ["null", "{}", "[4]", '[4,"now",7,[[]]]'])
    for (const refs of ['{"__pregel_tasks":1}', '{"__pregel_tasks":99}', '{"__pregel_tasks":null}', "[1]", "7"]) {
      const database = new sqlJs.Database(saver.export());
      database.run(circle);
      database.run("UPDATE checkpoints SET head = ?, refs = ?", [head, refs]);
      expect(readCheckpoints(sqlJs, database.export())).toMatchObject([{ step: 1, next: [], valueBytes: 0 }]);
      database.close();
    }
});

test("a list is as large as its JSON, however its rows share it", async () => {
  const saver = await openSaver();
  let config = at("t");
  let list: string[] = [];
  const sizes: number[] = [];
  for (let n = 1; n <= 120; n += 1) {
    list = [...list, `é${"x".repeat(n * 7)}`].slice(n % 9 === 0 ? 3 : 0);
    if (n % 13 === 0) list = list.toSpliced(1, 1, "edited");
    config = (await put(saver, { config, n, values: { list }, versions: { list: n } })) as typeof config;
    sizes.unshift(Buffer.byteLength(JSON.stringify(list)));
  }
  expect(readCheckpoints(sqlJs, saver.export()).map(({ valueBytes }) => valueBytes)).toEqual(sizes);
});

test("task ids are LangGraph's, whatever the length of the name", () => {
  for (const length of [0, 1, 7, 20, 50, 55, 56, 63, 64, 65, 200]) {
    const node = "é".repeat(length);
    const place = { namespace: "outer:1", node, step: 12 };
    const named = (rest: unknown[]) => uuid5(JSON.stringify([`outer:1|${node}`, "12", node, ...rest]), idOf(3));
    expect(triggeredTaskId(idOf(3), place, `branch:to:${node}`)).toBe(named(["__pregel_pull", [`branch:to:${node}`]]));
    expect(sentTaskId(idOf(3), place, 4)).toBe(named(["__pregel_push", "4"]));
  }
});
