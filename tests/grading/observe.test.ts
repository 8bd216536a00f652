// What observe.ts sees, with real guests: it lies beside the starter, and what it does never rejects.
import { afterAll, expect, test } from "vitest";
import type { Exercise, Form, Prediction } from "../../src/course/model.ts";
import { EvidenceFault, readObservations, readTable } from "../../src/grading/evidence.ts";
import { type Observed, observeExercise } from "../../src/grading/observe.ts";
import { ReusedGuests } from "../../src/runtimes/reuse-guests.ts";
import { nodeRuntime, readKernel } from "../node-grading.ts";
import { exercise as small, fakeRuntime } from "./fake-runtime.ts";

const node = nodeRuntime();
const runtime = new ReusedGuests(node);
afterAll(async () => {
  await runtime[Symbol.asyncDispose]();
  await node[Symbol.asyncDispose]();
});

const count: Prediction = { id: "count", ask: "How many?", choices: ["3", "4"], because: "One for each step." };
const point: Form = { kind: "point", asks: [{ id: "first", text: "Which is the first?" }] };
const APP = `
  import { Annotation, START, StateGraph } from "@langchain/langgraph";
  import { SqlJsSaver } from "@forkpoint/savers";
  const State = Annotation.Root({ n: Annotation<number> });
  export const saver = await SqlJsSaver.open();
  export const app = new StateGraph(State).addNode("one", () => ({ n: 1 })).addEdge(START, "one").compile({ checkpointer: saver });
`;
const exercise: Exercise = {
  ...small,
  given: ["app.ts"],
  starter: { "app.ts": APP, "answer.ts": "export const answer = 1;", "main.ts": "1;" },
  imports: { "@langchain/langgraph": "all", "@forkpoint/savers": "all" },
  limits: { testMs: 1_000, totalMs: 2_000, outputBytes: 4_096 },
  predict: [count],
  form: point,
};

function observe(text: string | null, change: Partial<Exercise> = {}, signal = new AbortController().signal) {
  return observeExercise({
    exercise: { ...exercise, observe: text, ...change },
    runtime,
    kernel: readKernel(),
    signal,
  });
}

const messageOf = ({ problem }: Observed) => `${problem?.blame} ${problem?.code} ${problem?.message}`;

test("predictions and the table are seen in a run of the starter's files, each over an empty database", async () => {
  const seen = await observe(`
    import { app, saver } from "./app.ts";
    const config = { configurable: { thread_id: "a" } };
    async function checkpoints() {
      await app.invoke({ n: 0 }, config);
      const found = [];
      for await (const each of saver.list(config)) found.push(each);
      return found.reverse();
    }
    export const observe = async () => ({ count: String((await checkpoints()).length) });
    export const rows = async () => ({
      columns: ["step", "n"],
      rows: (await checkpoints()).map(({ metadata, checkpoint }) => ({
        id: "step " + metadata.step,
        cells: [String(metadata.step), String(checkpoint.channel_values.n)],
      })),
    });
  `);
  expect(seen).toEqual({
    observations: { count: "3" },
    table: {
      columns: ["step", "n"],
      rows: [
        { id: "step -1", cells: ["-1", "undefined"] },
        { id: "step 0", cells: ["0", "0"] },
        { id: "step 1", cells: ["1", "1"] },
      ],
    },
    problem: null,
  });
});

test("without a form that points, rows() is not asked for", async () => {
  const seen = await observe('export const observe = () => ({ count: "4" });', { form: null });
  expect(seen).toEqual({ observations: { count: "4" }, table: null, problem: null });
});

test.each([
  ["does not compile", "const x = ;", "observe.ts:1: "],
  ["imports what the exercise withholds", 'import { x } from "zod"; export const observe = x;', "zod"],
  ["throws at its top level", 'throw new TypeError("no");', "TypeError: no"],
  ["throws", 'export function observe() { throw new Error("not so"); }', "Error: not so"],
  ["exports no observe", "export const other = 1;", "it does not export observe()"],
  ["exports no rows", "export const observe = () => ({});", "it does not export rows()"],
  ["returns something else", "export const observe = () => 4;", "what observe() returns is no object"],
  ["answers with a number", "export const observe = () => ({ count: 4 });", "the answer to count is no text"],
  ["ends its program", "export const observe = () => process.exit(3);", "process.exit(3)"],
])("a program that %s is the course's fault", async (_, text, says) => {
  const seen = await observe(text);
  expect(messageOf(seen)).toContain(`course OBSERVE_BROKEN observe.ts: `);
  expect(messageOf(seen)).toContain(says);
  expect([seen.observations, seen.table]).toEqual([{}, null]);
});

test("a program that never ends is ended with the exercise's time", async () => {
  const limits = { testMs: 100, totalMs: 100, outputBytes: 1_024 };
  expect(messageOf(await observe("export const observe = () => new Promise(() => {});", { limits }))).toContain(
    "observe() gave no answer within",
  );
});

test("where there is nothing to run, that is told", async () => {
  expect(messageOf(await observe(null))).toContain("it is not there");
});

test("no guest to be had is the host's fault", async () => {
  const broken = fakeRuntime({ load: () => ({}), open: () => Promise.reject(new Error("no room")) });
  const { signal } = new AbortController();
  const given = { exercise: { ...exercise, observe: "1;" }, runtime: broken, kernel: readKernel(), signal };
  expect(messageOf(await observeExercise(given))).toBe("host RUNTIME_FAILED no guest could be started: no room");
});

test("whoever stops it is not told of anything else", async () => {
  const abort = new AbortController();
  const seen = observe("export const observe = () => new Promise(() => {});", {}, abort.signal);
  abort.abort(new Error("stopped"));
  await expect(seen).rejects.toThrow("stopped");
});

const row = (id: string, ...cells: string[]) => ({ id, cells });
const long = "x".repeat(4_000);
test.each([
  ["no table", [], "is no object"],
  ["no columns", { rows: [] }, "columns: no list"],
  ["no rows", { columns: ["a"], rows: [] }, "an empty table"],
  ["two rows with one id", { columns: ["a"], rows: [row("1", "x"), row("1", "y")] }, 'two rows have the id "1"'],
  ["a row without an id", { columns: ["a"], rows: [row("", "x")] }, "row 1 has an empty id"],
  ["a row that is too short", { columns: ["a", "b"], rows: [row("1", "x")] }, "row 1 has 1 cells for 2 columns"],
  ["a cell that is a number", { columns: ["a"], rows: [{ id: "1", cells: [3] }] }, "a cell of row 1 is no text"],
  ["a cell without end", { columns: ["a"], rows: [row("1", `${long}x`)] }, "longer than 4000"],
  ["too many rows", { columns: ["a"], rows: Array.from({ length: 501 }, (_, n) => row(`${n}`, "x")) }, "more than 500"],
  [
    "too much of it",
    { columns: ["a"], rows: Array.from({ length: 60 }, (_, n) => row(`${n}`, long)) },
    "240000 characters",
  ],
])("%s is refused", (_, value, says) => {
  expect(() => readTable(value)).toThrow(EvidenceFault);
  expect(() => readTable(value)).toThrow(says);
});

test("more answers than anybody asks are refused", () => {
  const many = Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`p${n}`, "x"]));
  expect(() => readObservations(many)).toThrow("more than 20");
});
