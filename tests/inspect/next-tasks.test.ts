// What graphs seldom store, and what decides nevertheless.
import { expect, test } from "vitest";
import { type StoredStep, nextTasks } from "../../src/inspect/next-tasks.ts";
import { triggeredTaskId } from "../../src/inspect/task-id.ts";

const ID = "1f0c5c00-0000-6000-8000-000000000001";
const CALLER = "00000000-0000-0000-0000-000000000000";

interface Given {
  readonly values: Record<string, unknown>;
  readonly versions?: Record<string, number | string>;
  readonly seen?: Record<string, Record<string, number | string>>;
  readonly writes?: StoredStep["writes"];
}

function nextOf({ values, versions, seen = {}, writes = [] }: Given): string[] {
  const step: StoredStep = {
    id: ID,
    namespace: "",
    step: 0,
    versions: new Map(
      Object.entries(versions ?? Object.fromEntries(Object.keys(values).map((channel) => [channel, 1]))),
    ),
    seen: new Map(Object.entries(seen).map(([node, channels]) => [node, new Map(Object.entries(channels))])),
    values: new Map(Object.entries(values)),
    writes,
    inputNode: "__start__",
  };
  return nextTasks(step).map(({ node, finished }) => (finished ? `${node}, finished` : node));
}

const called = (channel: string, value: unknown): StoredStep["writes"][number] => ({ task: CALLER, channel, value });

test("a channel that a node has already run on does not run it again", () => {
  const values = { "branch:to:a": null };
  expect(nextOf({ values, versions: { "branch:to:a": 3 }, seen: { a: { "branch:to:a": 3 } } })).toEqual([]);
  expect(nextOf({ values, versions: { "branch:to:a": 4 }, seen: { a: { "branch:to:a": 3 } } })).toEqual(["a"]);
  expect(nextOf({ values, versions: { "branch:to:a": "03" }, seen: { a: { "branch:to:a": "02" } } })).toEqual(["a"]);
  expect(nextOf({ values, versions: { "branch:to:a": "01" } })).toEqual(["a"]);
  expect(nextOf({ values, versions: {} })).toEqual([]);
});

test("a barrier opens when all have arrived, whoever the last one came through", () => {
  const seenBy = (arrived: unknown, writes: StoredStep["writes"] = []) =>
    nextOf({ values: { "join:a+b+c:all": arrived }, writes });
  expect(seenBy(["a", "b"])).toEqual([]);
  expect(seenBy(["c", "a", "b"])).toEqual(["all"]);
  expect(seenBy(["a", "b"], [called("join:a+b+c:all", "c")])).toEqual(["all"]);
  expect(seenBy([["a", "b", "c"], false])).toEqual([]);
  expect(seenBy([["a", "b", "c"], true])).toEqual(["all"]);
});

test("a deferred node waits although its caller asks for it; any other does not", () => {
  for (const empty of [undefined, [null, false]])
    expect(nextOf({ values: { "branch:to:late": empty }, writes: [called("branch:to:late", "x")] })).toEqual([]);
  expect(nextOf({ values: { "branch:to:late": [null, true] } })).toEqual(["late"]);
  expect(nextOf({ values: {}, versions: { "branch:to:soon": 2 }, writes: [called("branch:to:soon", "x")] })).toEqual([
    "soon",
  ]);
});

test("what the caller sends takes the place of what was sent before", () => {
  const writes = [called("__pregel_tasks", [{ node: "b" }]), called("__pregel_tasks", { node: "c" })];
  expect(nextOf({ values: { __pregel_tasks: [{ node: "a" }] }, writes })).toEqual(["b", "c"]);
});

test("a node with two channels runs once, and is finished by a result through either", () => {
  const values = { "branch:to:a": null, "join:x+y:a": ["x", "y"] };
  expect(nextOf({ values })).toEqual(["a"]);
  for (const channel of Object.keys(values)) {
    const task = triggeredTaskId(ID, { namespace: "", node: "a", step: 1 }, channel);
    expect(nextOf({ values, writes: [{ task, channel: "log", value: 1 }] })).toEqual(["a, finished"]);
  }
});
