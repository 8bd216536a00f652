// What a checkpoint and its pending writes mean, in words.
import { expect, test } from "vitest";
import { forkTree } from "../../src/inspect/fork-tree.ts";
import type { CheckpointRow } from "../../src/inspect/read-checkpoints.ts";
import type { Channel, PendingWrite, ShownValue } from "../../src/inspect/saver-file.ts";
import { tasksOf, writeWords, writtenValue } from "../../src/site/elements/lab/state-tasks.ts";
import { emptyWords, parentWords, stepText, timeText } from "../../src/site/elements/lab/state-words.ts";
import { nodesOf, row } from "./lab-state-rows.ts";

const write = (task: string, kind: PendingWrite["kind"], more: Partial<PendingWrite> = {}): PendingWrite => ({
  task,
  node: task,
  channel: "x",
  kind,
  value: null,
  ...more,
});
const node = (more: Partial<CheckpointRow> = {}) => {
  const rows = [row({ id: "1", ...more })];
  return nodesOf(forkTree(rows), rows)[0]!;
};
const object = (entries: [string, ShownValue][]): ShownValue => ({ is: "object", type: null, entries });

test("a task that has a result has finished, and only from the latest checkpoint it is not run again", () => {
  const writes = [write("draft", "result"), write("draft", "result")];
  expect(tasksOf(writes, node())).toMatchObject([
    { who: "draft", state: "finished", says: "draft has finished; it will not run again when the thread goes on." },
  ]);
  const [, older] = nodesOf(
    ...((rows) => [forkTree(rows), rows] as const)([row({ id: "2", parent: "1" }), row({ id: "1" })]),
  );
  expect(tasksOf(writes, older!)[0]?.says).toContain("A re-run from here runs it again.");
});

test("of parallel tasks one can have finished and another failed", () => {
  const aborted = write("steady", "error", { value: object([["name", "AbortError"], ["message", "aborted"]]) }); // prettier-ignore
  const tasks = tasksOf([write("flaky", "error"), aborted, write("steady", "result")], node());
  expect(tasks.map(({ who, state }) => [who, state])).toEqual([
    ["flaky", "failed"],
    ["steady", "finished"],
  ]);
  expect(tasks[0]?.says).toContain("It runs again");
  expect(writeWords(aborted, "finished").words).toBe("was told to stop");
  expect(writeWords(aborted, "failed").words).toBe("threw");
});

test("a question waits until the checkpoint says that none does", () => {
  const asked = [write("ask", "interrupt")];
  expect(tasksOf(asked, node({ interrupts: 1 }))[0]).toMatchObject({ state: "waiting" });
  expect(tasksOf(asked, node({ interrupts: 0 }))[0]).toMatchObject({ state: "answered" });
  expect(tasksOf([write("ask", "resume"), ...asked], node({ interrupts: 1 }))[0]).toMatchObject({ state: "waiting" });
  expect(tasksOf([...asked, write("ask", "result")], node({ interrupts: 1 }))[0]).toMatchObject({ state: "finished" });
  expect(tasksOf([write("ask", "scheduled")], node())[0]).toMatchObject({ state: "scheduled" });
});

test("an answer that no task has taken is the caller's", () => {
  const [task] = tasksOf([write("0000", "resume", { node: null })], node());
  expect(task).toMatchObject({ who: "the caller", state: "answered" });
  expect(task?.says).toContain("Command({ resume })");
});

test("a task whose node is not told is said to be one", () => {
  expect(tasksOf([write("1", "result", { node: null })], node())[0]?.who).toContain(
    "whose node the file does not tell",
  );
});

test("writes say where they go, by LangGraph's own channels too", () => {
  const said = (channel: string) => writeWords(write("a", "result", { channel }), "finished");
  expect(said("draft")).toEqual({ words: "wrote to", channel: "draft", isWhole: false });
  expect(said("branch:to:review")).toEqual({ words: "leads to", channel: "review", isWhole: true });
  expect(said("__no_writes__")).toMatchObject({ words: "wrote to no channel", isWhole: true });
  expect(said("__return__")).toMatchObject({ words: "returned", isWhole: false });
  expect(said("__pregel_tasks")).toMatchObject({ words: "sends", isWhole: false });
  expect(writeWords(write("a", "interrupt"), "waiting").words).toBe("asked");
});

test("of a question what was asked is shown, of an error its name and message", () => {
  const asked = object([["id", "abc"], ["value", "name?"]]); // prettier-ignore
  expect(writtenValue(write("a", "interrupt", { value: asked }))).toBe("name?");
  const threw = object([["message", "no"], ["name", "TypeError"]]); // prettier-ignore
  expect(writtenValue(write("a", "error", { value: threw }))).toBe("TypeError: no");
  expect(writtenValue(write("a", "error", { value: object([["message", "no"]]) }))).toBe("no");
  expect(writtenValue(write("a", "error", { value: object([["code", 7]]) }))).toEqual(object([["code", 7]]));
  expect(writtenValue(write("a", "result", { value: asked }))).toBe(asked);
});

test("what changes are measured against is named, or why there is nothing", () => {
  const rows = [row({ id: "3", parent: "1" }), row({ id: "2", parent: "gone", dangling: true }), row({ id: "1" })];
  const [child, dangling, root] = nodesOf(forkTree(rows), rows);
  expect(parentWords(child!)).toBe(`Changes are against its parent, ${root!.name}.`);
  expect(parentWords(dangling!)).toBe(`What changed cannot be told: ${dangling!.danglingBecause}`);
  expect(parentWords(root!)).toContain("nothing before it");
});

const channel = (name: string, internal: boolean): Channel => ({
  name,
  internal,
  version: 1,
  bytes: 2,
  value: null,
  json: null,
});

test("an empty state is explained, and so is input that waits to be read", () => {
  expect(emptyWords([channel("__start__", true)])).toContain("No channel has a value yet");
  expect(emptyWords([channel("log", false), channel("__start__", true)])).toContain("has not been read yet");
  expect(emptyWords([channel("branch:to:a", true)])).toBe("No channel has a value here.");
  expect(emptyWords([channel("log", false)])).toBe("");
});

test("times are the reader's own, what is none is shown as stored", () => {
  const time = new Date(2026, 0, 2, 3, 4, 5, 6);
  expect(timeText(time.toISOString())).toBe("2026-01-02 03:04:05.006");
  expect(timeText("yesterday")).toBe("yesterday");
  expect(timeText(null)).toBe("at a time that is not stored");
  expect(timeText("x".repeat(1_000)).length).toBe(40);
});

test("a step is told with where it came from", () => {
  expect(stepText(row({ id: "1", step: -1, source: "input" }))).toBe("input, step −1");
  expect(stepText(row({ id: "1", step: null, source: null }))).toBe("unknown source, step ?");
});
