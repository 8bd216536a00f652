// What is read of real runs of the pinned LangGraph, against what was read when somebody last looked at it; and against what
// LangGraph says of the same threads. UPDATE_GOLDEN=1 writes what is read now.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Command, START, StateGraph, type StateSnapshot, interrupt } from "@langchain/langgraph";
import { BaseMessage } from "@langchain/core/messages";
import { format } from "prettier";
import { expect, test } from "vitest";
import { forkTree } from "../../src/inspect/fork-tree.ts";
import { openFile } from "../../src/inspect/open-file.ts";
import type { SaverFile } from "../../src/inspect/saver-file.ts";
import { openSaver, sqlJs } from "../savers/saver-at-hand.ts";
import { Log, settle } from "./graph-runs/parts.ts";
import { graphShapes } from "./golden-runs/graphs.ts";
import { savedRuns } from "./graph-runs/ways-to-save.ts";
import { histories } from "./golden-runs/histories.ts";
import { onThread } from "./golden-runs/parts.ts";
import { tellFile } from "./tell-file.ts";

const goldenRuns = [...graphShapes, ...histories];

test.each(goldenRuns)("$name: what is read is what was read before, and what LangGraph says", async ({ name, run }) => {
  const saver = await openSaver();
  const graph = await run(saver);
  using file = openFile(sqlJs, saver.export());
  const told = tellFile(file);
  const golden = path.join(import.meta.dirname, "golden", `${name}.json`);
  if (process.env.UPDATE_GOLDEN)
    writeFileSync(golden, await format(JSON.stringify(told), { parser: "json", printWidth: 120 }));
  expect(told).toEqual(JSON.parse(readFileSync(golden, "utf8")));
  await expectAsLangGraphSays(file, graph);
});

async function expectAsLangGraphSays(file: SaverFile, graph: any): Promise<void> {
  let states = 0;
  for (const { thread, namespaces } of forkTree(file.checkpoints()).threads)
    for (const { namespace, latest } of namespaces) {
      const scope = { thread_id: thread, checkpoint_ns: namespace };
      const rows = file.checkpoints().filter((row) => row.thread === thread && row.namespace === namespace);
      const now = (await graph.getState({ configurable: scope })) as StateSnapshot;
      expect(latest.row.id).toBe(now.config.configurable?.checkpoint_id);
      expect(latest.row.next.toSorted()).toEqual([...now.next].sort());
      for (const row of rows) {
        const state = (await graph.getState({ configurable: { ...scope, checkpoint_id: row.id } })) as StateSnapshot;
        states += 1;
        expect(row.parent).toBe(state.parentConfig?.configurable?.checkpoint_id ?? null);
        expect([row.step, row.source]).toEqual([state.metadata?.step, state.metadata?.source]);
        const all = row === latest.row ? [...row.next, ...row.finished] : row.next;
        expect(all.toSorted()).toEqual([...state.next].sort());
        expect(valuesOf(file, row)).toEqual(plain(state.values));
      }
      if (namespace === "") expect(await idsOfHistory(graph, thread)).toEqual(rows.map(({ id }) => id));
    }
  expect(states).toBe(file.checkpoints().length);
  expect(states).toBeGreaterThan(0);
}

async function idsOfHistory(graph: any, thread: string): Promise<unknown[]> {
  const ids: unknown[] = [];
  for await (const { config } of graph.getStateHistory({ configurable: { thread_id: thread } }))
    ids.push(config.configurable.checkpoint_id);
  return ids;
}

/** Of the channels that can be edited; a Map, which cannot, is told by its golden file. */
function valuesOf(file: SaverFile, row: Parameters<SaverFile["state"]>[0]): unknown {
  const channels = file.state(row).channels.filter(({ internal, json }) => !internal && json !== null);
  return Object.fromEntries(channels.map(({ name, json }) => [name, JSON.parse(json!)]));
}

function plain(values: Record<string, unknown>): unknown {
  const said = Object.entries(values).filter(([, value]) => value !== undefined && !(value instanceof Map));
  return Object.fromEntries(
    said.map(([name, value]) => [name, Array.isArray(value) ? value.map(plainMessage) : value]),
  );
}

const MESSAGE_FIELDS = ["name", "tool_calls", "tool_call_id", "additional_kwargs", "response_metadata", "status"];

function plainMessage(value: unknown): unknown {
  if (!(value instanceof BaseMessage)) return value;
  const { id, type, content } = value;
  const more = MESSAGE_FIELDS.map((key) => [key, (value as unknown as Record<string, unknown>)[key]] as const);
  const said = more.filter(([, field]) => field !== undefined && Object.keys(field as object).length > 0);
  return { id, type, content, ...Object.fromEntries(said) };
}

test("along a real run, the rows count the questions that wait", async () => {
  let fails = true;
  const saver = await openSaver();
  const graph = new StateGraph(Log)
    .addNode("ask", () => {
      const name = interrupt<string, string>("name?");
      if (fails) throw new Error(`not ${name} yet`);
      return { log: [name, interrupt<string, string>("age?")] };
    })
    .addEdge(START, "ask")
    .compile({ checkpointer: saver });
  const config = { configurable: { thread_id: "t" } };
  const waiting = (): number => {
    using file = openFile(sqlJs, saver.export());
    return file.checkpoints()[0]!.interrupts;
  };
  const told: [string, number][] = [];
  await graph.invoke({ log: [] }, config);
  told.push(["asked", waiting()]);
  await settle(graph.invoke(new Command({ resume: "Ann" }), config));
  told.push(["failed with its answer", waiting()]);
  fails = false;
  await graph.invoke({ log: [] }, config);
  told.push(["begun anew", waiting()]);
  await graph.invoke(new Command({ resume: "Ann" }), config);
  told.push(["asked the second question", waiting()]);
  await graph.invoke(new Command({ resume: "33" }), config);
  told.push(["finished", waiting()]);
  expect(told).toEqual([
    ["asked", 1],
    ["failed with its answer", 0],
    ["begun anew", 1],
    ["asked the second question", 1],
    ["finished", 0],
  ]);
});

test("a channel that is kept as its changes is told of, and differs wherever it was written to", async () => {
  const saver = await openSaver();
  await savedRuns.find(({ name }) => name === "a channel kept as its changes")!.run(saver, onThread("t"));
  using file = openFile(sqlJs, saver.export());
  const rows = file.checkpoints();
  const told = (step: number) =>
    file.state(rows.find((row) => row.step === step)!).channels.find(({ name }) => name === "log");
  expect(told(2)?.value).toEqual({ is: "other", text: expect.stringContaining("the last 4 super-steps") });
  expect(told(2)).toMatchObject({ json: null, bytes: 0, internal: false });
  expect(told(3)?.value).toMatchObject({ type: "DeltaSnapshot" });
  const changes = rows.slice(0, -1).map((row, at) => {
    const log = file.compare(rows[at + 1]!, row).channels.find(({ name }) => name === "log");
    return [row.step, log?.change];
  });
  // Inputs write to it in the step after theirs.
  expect(changes.toReversed()).toEqual([
    [0, "changed"],
    [1, "changed"],
    [2, "same"],
    ...[3, 4].map((step) => [step, "changed"]),
    [5, "same"],
    ...[6, 7].map((step) => [step, "changed"]),
    [8, "same"],
    ...[9, 10].map((step) => [step, "changed"]),
  ]);
});
