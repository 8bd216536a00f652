// Run: what a program does and how it ended, with real guests.
import { afterAll, expect, test } from "vitest";
import type { Exercise } from "../../src/course/model.ts";
import { type RunResult, runExercise } from "../../src/grading/run-exercise.ts";
import type { TraceEvent } from "../../src/runtimes/runtime.ts";
import { nodeRuntime, readKernel } from "../node-grading.ts";
import { exercise as small, fakeRuntime } from "./fake-runtime.ts";

const runtime = nodeRuntime();
afterAll(() => runtime[Symbol.asyncDispose]());

const exercise: Exercise = {
  ...small,
  given: [],
  imports: { "@langchain/langgraph": "all", "@forkpoint/savers": "all" },
  limits: { testMs: 1_000, totalMs: 1_500, outputBytes: 4_096 },
};

async function run(main: string, signal = new AbortController().signal): Promise<RunResult & { output: string[] }> {
  const output: string[] = [];
  const onTrace = (event: TraceEvent) => {
    if (event.kind === "console") output.push(event.text);
    if (event.kind === "uncaught") output.push(`uncaught ${event.error.message}`);
  };
  const files = { "answer.ts": "export const answer = () => 1;", "main.ts": main };
  const result = await runExercise({ exercise, files, runtime, kernel: readKernel(), signal, onTrace });
  return { ...result, output };
}

test("a program runs to its end, and what it stored is handed over", async () => {
  const { outcome, problem, output, databases } = await run(`
    import { Annotation, START, StateGraph } from "@langchain/langgraph";
    import { SqlJsSaver } from "@forkpoint/savers";
    const saver = await SqlJsSaver.open();
    const State = Annotation.Root({ n: Annotation<number> });
    const app = new StateGraph(State).addNode("one", () => ({ n: 1 })).addEdge(START, "one").compile({ checkpointer: saver });
    console.log(await app.invoke({ n: 0 }, { configurable: { thread_id: "a" } }));
  `);
  expect({ outcome, problem, output }).toEqual({ outcome: { ended: "finished" }, problem: null, output: ["{ n: 1 }"] });
  expect(databases.map(({ name }) => name)).toEqual(["main"]);
  expect(new TextDecoder().decode(databases[0]!.bytes.subarray(0, 15))).toBe("SQLite format 3");
});

test("a program of ours runs in place of main.ts, over the bytes of an earlier run, and may use what is withheld", async () => {
  const files = {
    "answer.ts": `
      import { Annotation, START, StateGraph } from "@langchain/langgraph";
      import { SqlJsSaver } from "@forkpoint/savers";
      const State = Annotation.Root({ n: Annotation<number> });
      export const app = new StateGraph(State)
        .addNode("one", ({ n }) => ({ n: n + 1 }))
        .addEdge(START, "one")
        .compile({ checkpointer: await SqlJsSaver.open() });
    `,
    "main.ts": `
      import { app } from "./answer.ts";
      await app.invoke({ n: 0 }, { configurable: { thread_id: "a" } });
      console.log("main.ts ran");
    `,
  };
  const { signal } = new AbortController();
  const first = await runExercise({ exercise, files, runtime, kernel: readKernel(), signal });
  const text = `
    import { Command, Overwrite } from "@langchain/langgraph";
    import { app } from "./answer.ts";
    const { values } = await app.getState({ configurable: { thread_id: "a" } });
    console.log(values, typeof Command, typeof Overwrite);
    throw new Error("at the end");
  `;
  const output: string[] = [];
  const second = await runExercise({
    exercise: { ...exercise, imports: { "@langchain/langgraph": { except: ["Command"] }, "@forkpoint/savers": "all" } },
    files,
    runtime,
    kernel: readKernel(),
    signal,
    over: first.databases,
    program: { path: "ours.ts", text },
    onTrace: (event) => void (event.kind === "console" && output.push(event.text)),
  });
  expect(output).toEqual(["{ n: 1 } function function"]);
  expect(second.problem).toMatchObject({ message: "Error: at the end", file: "ours.ts", line: 6 });
  expect(second.databases).toEqual(first.databases);
});

test("what an exercise offers is widened by what our programs need, and by nothing else", async () => {
  const { signal } = new AbortController();
  const files = { "answer.ts": "export const answer = 1;", "main.ts": "1;" };
  const only = { "@langchain/langgraph": { only: ["StateGraph"] } };
  const problemOf = async (imports: Exercise["imports"], name: string) => {
    const program = { path: "ours.ts", text: `import { ${name} } from "@langchain/langgraph"; ${name};` };
    const run = { exercise: { ...exercise, imports }, files, runtime, kernel: readKernel(), signal, program };
    return (await runExercise(run)).problem?.code ?? null;
  };
  expect(await problemOf(only, "Command")).toBe(null);
  expect(await problemOf({}, "Overwrite")).toBe(null);
  expect(await problemOf(only, "MemorySaver")).toBe("COMPILE_FAILED");
});

test("a program that nobody waits for still says what it has to say", async () => {
  const { output } = await run(`
    async function main() {
      for (const word of ["one", "two", "three"]) {
        await new Promise((resolve) => setTimeout(resolve, 60));
        console.log(word);
      }
    }
    main();
  `);
  expect(output).toEqual(["one", "two", "three"]);
});

test("what the top level throws is told at its line, with what was printed before", async () => {
  const { outcome, problem, output } = await run('console.log("before");\n\nthrow new TypeError("no");');
  expect(output).toEqual(["before"]);
  expect(outcome).toEqual({ ended: "finished" });
  expect(problem).toMatchObject({ blame: "submission", message: "TypeError: no", file: "main.ts", line: 3 });
});

test("a syntax error is told, and nothing runs", async () => {
  const { problem, output } = await run("const x = ;");
  expect(problem).toMatchObject({ code: "COMPILE_FAILED", file: "main.ts", line: 1 });
  expect(output).toEqual([]);
});

test("process.exit ends the program, and says so", async () => {
  const { outcome } = await run("process.exit(3);");
  expect(outcome).toEqual({ ended: "crashed", message: "process.exit(3) was called" });
});

test("an endless loop is stopped when its time is up", async () => {
  const { outcome, databases } = await run("for (;;);");
  expect(outcome).toEqual({ ended: "timed-out", during: "main.ts", afterMs: 1_500 });
  expect(databases).toEqual([]);
});

test("a program that waits for ever is stopped, and what it had stored is handed over", async () => {
  const { outcome, databases } = await run(`
    import { SqlJsSaver } from "@forkpoint/savers";
    await SqlJsSaver.open();
    await new Promise(() => {});
  `);
  expect(outcome).toMatchObject({ ended: "timed-out" });
  expect(databases).toHaveLength(1);
});

test("Stop is an outcome, not an error", async () => {
  const abort = new AbortController();
  setTimeout(() => abort.abort(new Error("Stop")), 300);
  expect((await run("await new Promise(() => {});", abort.signal)).outcome).toEqual({ ended: "cancelled" });
  expect((await run("1;", abort.signal)).outcome).toEqual({ ended: "cancelled" });
});

test("a machine on which no guest starts is the host's fault", async () => {
  const broken = fakeRuntime({ load: () => ({}), open: () => Promise.reject(new Error("no processes left")) });
  const { signal } = new AbortController();
  const { problem } = await runExercise({
    exercise,
    files: exercise.starter,
    runtime: broken,
    kernel: readKernel(),
    signal,
  });
  expect(problem).toMatchObject({ blame: "host", code: "RUNTIME_FAILED" });
});
