// The claims on an older LangGraph: the table beside the lessons is what a run gives, and tells apart what it should.
import { readFileSync } from "node:fs";
import { globSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { DRIFT_FILE, driftText } from "../src/cli/claims-against.ts";
import { buildOlder, NOT_THERE } from "../src/compile/build-older.node.ts";
import { readClaims } from "../src/course/read-claims.node.ts";
import { compareClaims, type Comparison } from "../src/grading/compare-claims.ts";
import { NodeRuntime } from "../src/runtimes/node/node-runtime.node.ts";
import { readKernel, REPOSITORY } from "./node-grading.ts";

const older = await buildOlder(REPOSITORY);
const runtime = new NodeRuntime({ vendor: older.vendor });
afterAll(() => runtime[Symbol.asyncDispose]());

function compare(files: Comparison["files"]) {
  const { exports } = readKernel();
  const { signal } = new AbortController();
  return compareClaims({ ...older, files, runtime, exports, absent: NOT_THERE, signal });
}

test(
  "lessons/drift.json is what a run gives: `forkpoint claims --against` writes it",
  { timeout: 120_000 },
  async () => {
    const { faults, ...table } = await compare(await readClaims(REPOSITORY));
    expect(faults).toEqual([]);
    expect(driftText(table)).toBe(readFileSync(path.join(REPOSITORY, DRIFT_FILE), "utf8"));
    expect(new Set(Object.values(table.claims).map(({ verdict }) => verdict))).toContain("otherwise");
  },
);

test("what is the same, what is otherwise and what is not there are told apart", async () => {
  const file = "lessons/some.claims.ts";
  const text = `
import { END, MemorySaver, MessagesAnnotation, Overwrite, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";
const app = (checkpointer: any) => new StateGraph(MessagesAnnotation).addNode("a", () => ({})).addEdge(START, "a").addEdge("a", END).compile({ checkpointer });
const ids = { configurable: { thread_id: "t" } };
const steps = async (saver: any, options = {}) => {
  await app(saver).invoke({ messages: [] }, { ...ids, ...options });
  const found = [];
  for await (const { metadata } of app(saver).getStateHistory(ids)) found.push(metadata.step);
  return found;
};
const is = (seen: unknown, wanted: unknown) => ({ holds: JSON.stringify(seen) === JSON.stringify(wanted), seen });
export const claims = [
  {
    id: "same",
    says: "a",
    run: async () => is(await steps(new MemorySaver()), [1, 0, -1]),
  },
  {
    id: "same-in-our-saver",
    says: "a",
    run: async () => is(await steps(await SqlJsSaver.open()), [1, 0, -1]),
  },
  {
    id: "otherwise",
    says: "a",
    run: async () => is(await steps(new MemorySaver()), []),
  },
  {
    id: "throws",
    says: "a",
    run: async () => { throw new RangeError("no"); },
  },
  {
    id: "no-export",
    says: "a",
    run: async () => is(new Overwrite([]), {}),
  },
  {
    id: "no-export-but-caught",
    says: "a",
    async run() {
      try { new Overwrite([]); } catch (error: any) { return { holds: true, seen: error.message }; }
    },
  },
  {
    id: "no-method",
    says: "a",
    run: async () => is(await (new MemorySaver() as any).deleteThread("t"), null),
  },
  {
    id: "no-option",
    says: "a",
    run: async () => is(await steps(new MemorySaver(), { durability: "exit" }), [1]),
  },
];`;
  const { claims, faults } = await compare([{ file, files: { [file]: text } }]);
  expect(faults).toEqual([]);
  expect(claims).toEqual({
    same: { verdict: "same" },
    "same-in-our-saver": { verdict: "same" },
    otherwise: { verdict: "otherwise", seen: [1, 0, -1] },
    throws: { verdict: "otherwise", seen: { error: "RangeError: no" } },
    "no-export": { verdict: "not-there", lacks: "Overwrite of @langchain/langgraph" },
    "no-export-but-caught": { verdict: "not-there", lacks: "Overwrite of @langchain/langgraph" },
    "no-method": { verdict: "not-there", lacks: "deleteThread" },
    "no-option": { verdict: "not-there", lacks: "option durability" },
  });
});

test("the options that the older release is said not to have are in the pinned one alone", () => {
  const types = (folder: string) =>
    globSync(path.join(REPOSITORY, folder, "node_modules/@langchain/langgraph/dist/**/*.d.ts"))
      .map((file) => readFileSync(file, "utf8"))
      .join("\n");
  const [before, now] = [types("older"), types(".")];
  const knows = (text: string, option: string) => new RegExp(`\\b${option}\\b`).test(text);
  expect(older.absentOptions.length).toBeGreaterThan(0);
  expect(older.absentOptions.filter((option) => knows(before, option))).toEqual([]);
  expect(older.absentOptions.filter((option) => !knows(now, option))).toEqual([]);
});
