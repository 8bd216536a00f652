// Graphs that ran on LangGraph's own SqliteSaver and go on in ours.
import { readFileSync } from "node:fs";
import { AIMessage, HumanMessage } from "@langchain/core/messages";
import { Command, START, StateGraph } from "@langchain/langgraph";
import { importSqliteSaver } from "@forkpoint/savers";
import { expect, test } from "vitest";
import { temporaryFile } from "./drivers-at-hand.ts";
import { encryptingSerializer, newKey } from "./encrypting-serializer.ts";
import {
  buildGraph,
  comparable,
  everything,
  importInto,
  onThread,
  openOfficial,
  State,
} from "./official-file-at-hand.ts";
import { openSaver, sqlJs } from "./saver-at-hand.ts";

test("forks, subgraphs, fan-out and interrupts come over as the official saver reads them", async () => {
  const official = openOfficial();
  const graph = buildGraph(official.saver);
  const input = { messages: [new HumanMessage("hello")] };
  await graph.invoke(input, onThread("one"));
  await graph.invoke(input, onThread("two"));
  await graph.invoke(new Command({ resume: 7 }), onThread("two"));
  const oldest = (await everything(official.saver)).find(
    ({ config, metadata }) => config.configurable!["thread_id"] === "two" && metadata!.step === 0,
  )!;
  await graph.invoke({ messages: [new HumanMessage("fork")] }, oldest.config);

  const saver = await openSaver();
  const report = await importInto(saver, official);
  const [before, after] = [await everything(official.saver), await everything(saver)];
  expect(comparable(after)).toEqual(comparable(before));
  expect(report).toEqual({
    threads: 2,
    checkpoints: before.length,
    writes: before.flatMap(({ pendingWrites }) => pendingWrites).length,
    unreadable: [],
  });
  // The subgraph's checkpoints are there, and the fork.
  expect(before.some(({ config }) => String(config.configurable!["checkpoint_ns"]).startsWith("child:"))).toBe(true);
  expect(before.length).toBeGreaterThan(15);
});

test("an interrupted graph resumes on the imported saver as on the original", async () => {
  const official = openOfficial();
  await buildGraph(official.saver).invoke({ messages: [new HumanMessage("hello")] }, onThread("one"));
  const saver = await openSaver();
  await importInto(saver, official);

  const resumed = await buildGraph(saver).invoke(new Command({ resume: 7 }), onThread("one"));
  const original = await buildGraph(official.saver).invoke(new Command({ resume: 7 }), onThread("one"));
  expect(resumed).toEqual(original);
  expect(resumed.said).toContain("answered 7");
  expect(resumed.messages[1]).toBeInstanceOf(AIMessage);
  expect(resumed.notes).toEqual(new Map([["bytes", Uint8Array.of(0, 255)]]));
  expect((await buildGraph(saver).getState(onThread("one"))).next).toEqual([]);
});

test("a graph goes on from any imported checkpoint", async () => {
  const official = openOfficial();
  await buildGraph(official.saver).invoke({ messages: [new HumanMessage("hello")] }, onThread("one"));
  const saver = await openSaver();
  await importInto(saver, official);
  const graph = buildGraph(saver);
  const states = [];
  for await (const state of graph.getStateHistory(onThread("one"))) states.push(state);
  const first = states.at(-1)!;
  await graph.invoke({ messages: [new HumanMessage("another way")] }, first.config);
  expect((await graph.getState(onThread("one"))).values.messages[0].text).toBe("another way");
  expect((await graph.getState(states[0]!.config)).values.messages[0].text).toBe("hello");
});

test("the bytes of a closed file will do, although it is in WAL mode", async () => {
  const file = temporaryFile();
  const official = openOfficial(file);
  await buildGraph(official.saver).invoke({ messages: [new HumanMessage("hello")] }, onThread("one"));
  const before = await everything(official.saver);
  official.raw.close();

  const saver = await openSaver();
  const bytes = readFileSync(file);
  const untouched = bytes.slice();
  const report = await importSqliteSaver(bytes, saver, { sqlJs });
  expect(report.checkpoints).toBe(before.length);
  expect(comparable(await everything(saver))).toEqual(comparable(before));
  expect(bytes).toEqual(untouched);
});

test("the file is much smaller afterwards: lists grow by what is new, other values are stored where they change", async () => {
  const official = openOfficial();
  const graph = new StateGraph(State)
    .addNode("echo", ({ said }) => ({ said: [`echo ${said.at(-1)}`] }))
    .addEdge(START, "echo")
    .compile({ checkpointer: official.saver });
  const notes = new Map([["profile", "p".repeat(10_000)]]);
  for (let turn = 0; turn < 40; turn += 1)
    await graph.invoke({ said: [`${turn} `.repeat(100)], ...(turn === 0 && { notes }) }, onThread("long"));
  const saver = await openSaver();
  await importInto(saver, official);
  const size = saver.export().length;
  expect(size).toBeLessThan(official.raw.serialize().length / 8);
  // 120 checkpoints with the notes in each would be 1.2 million bytes.
  expect(size).toBeLessThan(300_000);
  expect((await saver.getTuple(onThread("long")))!.checkpoint.channel_values["notes"]).toEqual(notes);
});

test("into a saver that encrypts, values that stay the same are stored once as well", async () => {
  const official = openOfficial();
  const graph = new StateGraph(State)
    .addNode("echo", ({ said }) => ({ said: [`echo ${said.at(-1)}`] }))
    .addEdge(START, "echo")
    .compile({ checkpointer: official.saver });
  const notes = new Map([["profile", "p".repeat(50_000)]]);
  await graph.invoke({ said: ["0"], notes }, onThread("long"));
  for (let turn = 1; turn < 10; turn += 1) await graph.invoke({ said: [`${turn}`] }, onThread("long"));
  const saver = await openSaver({ serde: encryptingSerializer(await newKey()) });
  await importInto(saver, official);
  expect(comparable(await everything(saver))).toEqual(comparable(await everything(official.saver)));
  // 30 checkpoints with the notes in each would be 1.5 million bytes.
  expect(saver.export().length).toBeLessThan(500_000);
});
