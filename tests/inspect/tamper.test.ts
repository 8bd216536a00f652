// What LangGraph 1.4.18 really does over a file that was broken in one place, and that only a copy was broken.
import { Annotation, START, StateGraph } from "@langchain/langgraph";
import type { BaseCheckpointSaver } from "@langchain/langgraph-checkpoint";
import { expect, onTestFinished, test } from "vitest";
import { stripTypes } from "../../src/compile/strip-types.ts";
import { readCheckpoints } from "../../src/inspect/read-checkpoints.ts";
import type { CheckpointKey } from "../../src/inspect/saver-file.ts";
import { runQuery } from "../../src/inspect/run-query.ts";
import { choicesQuery, readChoices } from "../../src/inspect/tamper-choices.ts";
import { tamperLines } from "../../src/inspect/tamper-lines.ts";
import { TAMPER_KINDS, tamperWords } from "../../src/inspect/tamper-words.ts";
import { NO_PARENT, type Tampering, tamper } from "../../src/inspect/tamper.ts";
import { openSaver, query, sqlJs } from "../savers/saver-at-hand.ts";
import { graphRuns } from "./graph-runs.ts";

const THREAD = 'thread "1"';

const State = Annotation.Root({
  log: Annotation<string[]>({ reducer: (left, right) => left.concat(right), default: () => [] }),
  topic: Annotation<string>(),
});

/** a, then good and bad at once; bad throws the first time. */
function build(checkpointer: BaseCheckpointSaver, badFails: boolean) {
  return new StateGraph(State)
    .addNode("a", () => ({ log: ["a worked"] }))
    .addNode("good", () => ({ log: ["good worked"] }))
    .addNode("bad", () => {
      if (badFails) throw new Error("bad failed");
      return { log: ["bad worked"] };
    })
    .addEdge(START, "a")
    .addEdge("a", "good")
    .addEdge("a", "bad")
    .compile({ checkpointer });
}

interface Broken {
  readonly bytes: Uint8Array;
  /** By step. */
  readonly at: (step: number) => CheckpointKey;
  /** The one that left a result beside step 1. */
  readonly finishedTask: string;
}

/** Steps -1, 0 and 1 are stored; beside step 1 lies what good gave, for bad failed. */
async function halfDone(topic = "a topic that fills a row of blobs"): Promise<Broken> {
  const saver = await openSaver();
  const config = { configurable: { thread_id: THREAD } };
  await expect(build(saver, true).invoke({ log: ["the first input"], topic }, config)).rejects.toThrow("bad failed");
  const bytes = saver.export();
  const rows = readCheckpoints(sqlJs, bytes);
  const at = (step: number): CheckpointKey => {
    const { thread, namespace, id } = rows.find((row) => row.step === step)!;
    return { thread, namespace, id };
  };
  const [[finishedTask]] = query(bytes, `SELECT task FROM writes WHERE id = '${at(1).id}' AND channel = 'log'`) as [
    [string],
  ];
  return { bytes, at, finishedTask };
}

/** Runs the lines over these bytes; ids are told as the steps that they had. */
async function tryOut(bytes: Uint8Array, key: CheckpointKey, { at }: Pick<Broken, "at">): Promise<string[]> {
  const saver = await openSaver({ bytes });
  const lines = tamperLines(key, "app.ts").split("\n");
  expect(lines[0]).toBe('import { graphOf } from "./app.ts";');
  const stripped = stripTypes("lab-lines.ts", lines.slice(1).join("\n"));
  if (!("code" in stripped)) throw new Error(JSON.stringify(stripped.problems));
  const printed: string[] = [];
  const graphOf = (thread: string) => {
    expect(thread).toBe(THREAD);
    return build(saver, false);
  };
  const AsyncFunction = (async () => {}).constructor as new (
    ...texts: string[]
  ) => (graph: typeof graphOf, console: { log(text: string): void }) => Promise<void>;
  await new AsyncFunction("graphOf", "console", stripped.code)(graphOf, { log: (text) => printed.push(text) });
  let text = printed.join("\n");
  for (const step of [-1, 0, 1]) {
    const { id } = at(step);
    text = text.replaceAll(id, `<s${step}>`).replaceAll(`…${id.slice(-12)}`, `<s${step}>`);
  }
  return text.replaceAll(`…${NO_PARENT.slice(-12)}`, "<nobody>").split("\n");
}

async function outcome(change: (broken: Broken) => Tampering, topic?: string): Promise<string[]> {
  const broken = await halfDone(topic);
  const { at } = change(broken);
  return tryOut(tamper(sqlJs, broken.bytes, change(broken)), at, broken);
}

const TOPIC = '"topic":"a topic that fills a row of blobs"';
const DONE = `"log":["the first input","a worked","bad worked","good worked"],${TOPIC}`;
const UNBROKEN = [
  "getState of the latest:",
  "  step 1, next [bad], parent <s0>",
  `    values {"log":["the first input","a worked","good worked"],${TOPIC}}`,
  "getState of the changed checkpoint:",
  "  step 1, next [good, bad], parent <s0>",
  `    values {"log":["the first input","a worked"],${TOPIC}}`,
  "getStateHistory:",
  "  step 1, next [good, bad], parent <s0>",
  `    values {"log":["the first input","a worked"],${TOPIC}}`,
  "  step 0, next [a], parent <s-1>",
  `    values {"log":["the first input"],${TOPIC}}`,
  "  step -1, next [__start__], parent none",
  '    values {"log":[]}',
  "  3 checkpoints in all",
  "invoke(null) on the latest:",
  "  did not run good again: its stored result was used",
  "  ran bad",
  "  step 2, next [], parent <s1>",
  `    values {${DONE}}`,
];

test("over a whole file the lines tell what the thread is, and go on", async () => {
  const broken = await halfDone();
  expect(await tryOut(broken.bytes, broken.at(1), broken)).toEqual(UNBROKEN);
});

test("a broken parent id: nothing but the parent's name is different, and the run goes on", async () => {
  const printed = await outcome(({ at }) => ({ kind: "break-parent", at: at(1) }));
  expect(printed).toEqual(UNBROKEN.map((line) => line.replace("parent <s0>", "parent <nobody>")));
  // A graph's first checkpoint has none to break, and gets one.
  const first = await outcome(({ at }) => ({ kind: "break-parent", at: at(-1) }));
  expect(first).toContain("  step -1, next [__start__], parent <nobody>");
});

test("the latest checkpoint removed: its parent is the latest, its nodes' work is lost and done again", async () => {
  const printed = await outcome(({ at }) => ({ kind: "remove-checkpoint", at: at(1) }));
  expect(printed.slice(0, 3)).toEqual([
    "getState of the latest:",
    // The result of a is a pending write here, so nothing is left to do: next is empty, and yet the run is not finished.
    "  step 0, next [], parent <s-1>",
    `    values {"log":["the first input","a worked"],${TOPIC}}`,
  ]);
  expect(printed.slice(3, 6)).toEqual([
    "getState of the changed checkpoint:",
    "  step none, next [], parent none",
    "    values {}",
  ]);
  expect(printed.slice(printed.indexOf("invoke(null) on the latest:"), -2)).toEqual([
    "invoke(null) on the latest:",
    "  did not run a again: its stored result was used",
    "  ran bad",
    "  ran good",
  ]);
  expect(printed.at(-1)).toBe(`    values {${DONE}}`);
});

test("a checkpoint in the middle removed: the history has a gap, and nobody is told", async () => {
  const printed = await outcome(({ at }) => ({ kind: "remove-checkpoint", at: at(0) }));
  const steps = printed.filter((line) => line.startsWith("  step"));
  expect(steps).toEqual([
    "  step 1, next [bad], parent <s0>",
    "  step none, next [], parent none",
    "  step 1, next [good, bad], parent <s0>",
    "  step -1, next [__start__], parent none",
    "  step 2, next [], parent <s1>",
  ]);
  expect(printed.join("\n")).not.toContain("threw");
});

test("pending writes removed: the node that had finished runs again", async () => {
  const printed = await outcome(({ at, finishedTask }) => ({ kind: "remove-writes", at: at(1), task: finishedTask }));
  expect(printed.slice(0, 3)).toEqual([
    "getState of the latest:",
    "  step 1, next [good, bad], parent <s0>",
    `    values {"log":["the first input","a worked"],${TOPIC}}`,
  ]);
  expect(printed.slice(-5)).toEqual([
    "invoke(null) on the latest:",
    "  ran good",
    "  ran bad",
    "  step 2, next [], parent <s1>",
    `    values {${DONE}}`,
  ]);
});

test("a value's row removed: every checkpoint that shares it is refused, with the reason", async () => {
  const printed = await outcome(({ at }) => ({ kind: "remove-value", at: at(0), channel: "topic" }));
  const gone = (step: number) =>
    `  threw SaverError: the value of channel "topic" at checkpoint <s${step}> is gone: a row of the table blobs was deleted by hand`;
  expect(printed).toEqual([
    ...["getState of the latest:", gone(1), "getState of the changed checkpoint:", gone(0)],
    ...["getStateHistory:", gone(1), "invoke(null) on the latest:", gone(1)],
  ]);
});

test("a short value removed: the channel is empty there, and nobody is told", async () => {
  const printed = await outcome(({ at }) => ({ kind: "remove-value", at: at(1), channel: "topic" }), "short");
  expect(printed[2]).toBe('    values {"log":["the first input","a worked","good worked"]}');
  expect(printed[10]).toBe('    values {"log":["the first input"],"topic":"short"}');
  expect(printed.at(-1)).toBe('    values {"log":["the first input","a worked","bad worked","good worked"]}');
  expect(printed.join("\n")).not.toContain("threw");
});

test("a changed value: it is read as if it had been stored so, and only there", async () => {
  const change = (json: string) => outcome(({ at }) => ({ kind: "change-value", at: at(1), channel: "log", json }));
  const printed = await change('["another past"]');
  expect(printed[2]).toBe(`    values {"log":["another past","good worked"],${TOPIC}}`);
  expect(printed[10]).toBe(`    values {"log":["the first input"],${TOPIC}}`);
  expect(printed.at(-1)).toBe(`    values {"log":["another past","bad worked","good worked"],${TOPIC}}`);
  // No schema is asked: the reducer gets what is stored, and text has a concat, too.
  expect((await change('"no list"')).at(-1)).toBe(`    values {"log":"no listbad workedgood worked",${TOPIC}}`);
  expect((await change("7")).filter((line) => line.includes("threw"))).toEqual([
    "  threw TypeError: left.concat is not a function",
    "  threw TypeError: left.concat is not a function",
  ]);
});

test("a history that is long is shown in part, and what comes after it is there", async () => {
  const broken = await halfDone();
  const saver = await openSaver({ bytes: broken.bytes });
  const graph = build(saver, false);
  for (let n = 0; n < 5; n += 1) await graph.invoke({ log: [] }, { configurable: { thread_id: THREAD } });
  const printed = await tryOut(saver.export(), broken.at(1), broken);
  expect(printed.filter((line) => line.startsWith("  step"))).toHaveLength(2 + 12 + 1);
  expect(printed).toContain("  23 checkpoints in all");
});

test("after pruning, a broken parent hides what pruning had left before it, too", async () => {
  const saver = await openSaver();
  const run = graphRuns.find(({ name }) => name === "a channel kept as its changes")!;
  await run.run(saver, { configurable: { thread_id: THREAD } });
  await saver.prune([THREAD]);
  const [[id, via]] = query(saver.export(), "SELECT id, via FROM checkpoints") as [[string, string]];
  expect(via).not.toBe(null);
  const at = { thread: THREAD, namespace: "", id };
  const bytes = tamper(sqlJs, saver.export(), { kind: "break-parent", at });
  expect(query(bytes, "SELECT parent, via FROM checkpoints")).toEqual([[NO_PARENT, null]]);
});

test("only a copy is changed, and in no other row", async () => {
  const { bytes, at, finishedTask } = await halfDone();
  const before = bytes.slice();
  const changes: [Tampering, changed: string, left: string[]][] = [
    [{ kind: "break-parent", at: at(1) }, "checkpoints", ["blobs", "writes", "scopes"]],
    [{ kind: "remove-checkpoint", at: at(1) }, "checkpoints", ["blobs", "writes", "scopes"]],
    [{ kind: "remove-writes", at: at(1), task: finishedTask }, "writes", ["checkpoints", "blobs"]],
    [{ kind: "remove-value", at: at(1), channel: "log" }, "blobs", ["checkpoints", "writes"]],
    [{ kind: "change-value", at: at(1), channel: "log", json: " 1 " }, "checkpoints", ["blobs", "writes"]],
  ];
  expect(changes.map(([{ kind }]) => kind)).toEqual(TAMPER_KINDS);
  for (const [change, changed, left] of changes) {
    const after = tamper(sqlJs, bytes, change);
    const other = `SELECT * FROM checkpoints WHERE id <> '${at(1).id}'`;
    expect(query(after, other)).toEqual(query(bytes, other));
    for (const table of left)
      expect(query(after, `SELECT * FROM ${table}`)).toEqual(query(bytes, `SELECT * FROM ${table}`));
    expect(query(after, `SELECT * FROM ${changed}`), change.kind).not.toEqual(query(bytes, `SELECT * FROM ${changed}`));
    expect(Buffer.from(before).equals(bytes)).toBe(true);
  }
});

test("what is not there cannot be changed, and is refused by code", async () => {
  const { bytes, at } = await halfDone();
  const cases: [Tampering, string][] = [
    [{ kind: "break-parent", at: { ...at(1), id: "none" } }, "NO_CHECKPOINT"],
    [{ kind: "remove-checkpoint", at: { ...at(1), thread: "other" } }, "NO_CHECKPOINT"],
    [{ kind: "remove-checkpoint", at: { ...at(1), namespace: "inner" } }, "NO_CHECKPOINT"],
    [{ kind: "remove-writes", at: at(1), task: "none" }, "TAMPER_FAILED"],
    [{ kind: "remove-value", at: at(1), channel: "none" }, "TAMPER_FAILED"],
    [{ kind: "remove-value", at: at(1), channel: "__proto__" }, "TAMPER_FAILED"],
    [{ kind: "change-value", at: at(1), channel: "none", json: "1" }, "TAMPER_FAILED"],
    [{ kind: "change-value", at: at(1), channel: "log", json: "no json" }, "TAMPER_FAILED"],
  ];
  for (const [change, code] of cases)
    expect(() => tamper(sqlJs, bytes, change), change.kind).toThrow(
      expect.objectContaining({ name: "InspectError", code }),
    );
});

test("what can be chosen is what is there, and can be changed so", async () => {
  const { bytes, at, finishedTask } = await halfDone();
  const database = new sqlJs.Database(bytes);
  onTestFinished(() => database.close());
  const choices = (kind: Tampering["kind"], key: CheckpointKey) => {
    const sql = choicesQuery(kind, key);
    return sql === null ? null : readChoices(kind, runQuery(database, sql));
  };
  expect([choices("break-parent", at(1)), choices("remove-checkpoint", at(1))]).toEqual([null, null]);
  expect(choices("remove-writes", at(1))).toContainEqual({ name: finishedTask, about: "__error__, log" });
  expect(choices("remove-writes", { ...at(1), id: "none" })).toEqual([]);
  const channels = choices("change-value", at(1))!;
  expect(channels.slice(0, 2)).toEqual([
    { name: "log", about: '["the first input","a worked"]' },
    { name: "topic", about: '"a topic that fills a row of blobs"' },
  ]);
  // LangGraph's own come last.
  expect(channels.slice(2).every(({ name }) => /^__|:/.test(name))).toBe(true);
  for (const { name } of choices("remove-value", at(1))!)
    expect(tamper(sqlJs, bytes, { kind: "remove-value", at: at(1), channel: name })).toBeInstanceOf(Uint8Array);
  const strange = choicesQuery("remove-value", { thread: "a'b\\\0", namespace: "' OR 1 --", id: "x" })!;
  expect(runQuery(database, strange).rows).toEqual([]);
});

test("a long value is not offered for editing, lest it be cut", async () => {
  const { bytes, at } = await halfDone("x".repeat(3_000));
  const database = new sqlJs.Database(bytes);
  onTestFinished(() => database.close());
  const result = runQuery(database, choicesQuery("change-value", at(1))!);
  expect(readChoices("change-value", result)).toContainEqual({ name: "topic", about: null });
});

test("each change is told in words, and what happens is asked", () => {
  const words = TAMPER_KINDS.map(tamperWords);
  expect(new Set(words.map(({ title }) => title)).size).toBe(TAMPER_KINDS.length);
  for (const { does, asks } of words) {
    expect(does).toMatch(/\.$/);
    expect(asks).toMatch(/\?$/);
  }
});
