// The contract about one job: modules, libraries, values, errors.
import type { ConformanceTest } from "@forkpoint/conformance";
import { RemoteError } from "../../src/port/errors.ts";
import type { RuntimeFixture } from "./fixture.ts";

const GRAPH = `
import { Annotation, END, START, StateGraph, interrupt } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";

const State = Annotation.Root({
  said: Annotation<string[]>({ reducer: (a, b) => a.concat(b), default: () => [] }),
});

export async function build(saver?: any) {
  return new StateGraph(State)
    .addNode("hear", async (state) => ({ said: ["heard " + state.said.length] }))
    .addNode("ask", async () => {
      await new Promise((resume) => setTimeout(resume, 5));
      return { said: ["answered " + interrupt("sure?")] };
    })
    .addEdge(START, "hear")
    .addEdge("hear", "ask")
    .addEdge("ask", END)
    .compile({ checkpointer: saver ?? (await SqlJsSaver.open()) });
}
`;

const THREAD = { configurable: { thread_id: "t" } };

export const jobContract: readonly ConformanceTest<RuntimeFixture>[] = [
  {
    id: "job/exports",
    rule: "the exports of a file are values and functions that can be called",
    points: 1,
    async run({ open }, t) {
      const { main } = await open(`export const version: number = 7; export const twice = (n: number) => n * 2;`);
      const { version, twice } = await main();
      t.equal([version, await twice(21)], [7, 42], "a value and a call");
    },
  },
  {
    id: "job/files",
    rule: "the files of a job import each other and share one instance",
    points: 1,
    async run({ open }, t) {
      const { guest, main } = await open({
        "main.ts": `import { count } from "./lib/count.ts"; export const first = () => count(); export { count };`,
        "lib/count.ts": `let n = 0; export const count = () => ++n;`,
      });
      const { first, count } = await main();
      const other = (await guest.root.module("lib/count.ts")) as any;
      t.equal([await first(), await count(), await other.count()], [1, 2, 3], "one counter behind three doors");
    },
  },
  {
    id: "job/graph",
    rule: "a graph with a saver interrupts after an await and is resumed",
    points: 1,
    async run({ open }, t) {
      const { guest, main } = await open(GRAPH);
      const app = await (await main()).build();
      await app.invoke({ said: ["hi"] }, THREAD);
      const asked = await app.getState(THREAD);
      t.equal(asked.next, ["ask"], "the node that waits");
      const command = await guest.root.create("@langchain/langgraph", "Command", [{ resume: "yes" }]);
      const { said } = await app.invoke(command, THREAD);
      t.equal(said, ["hi", "heard 1", "answered yes"], "the state after the answer");
    },
  },
  {
    id: "job/saver",
    rule: "the guest's saver and SqlJsSaver.open() in learner code are the same database",
    points: 1,
    async run({ open }, t) {
      const { guest, main } = await open(GRAPH);
      const app = await (await main()).build();
      await app.invoke({ said: ["hi"] }, THREAD);
      const saver = (await guest.root.saver()) as any;
      const tuple = await saver.getTuple(THREAD);
      t.equal(tuple?.checkpoint.channel_values.said, ["hi", "heard 1"], "what the guest's saver reads");
      const other = (await guest.root.saver("other")) as any;
      t.equal(await other.getTuple(THREAD), undefined, "what a saver of another name reads");
    },
  },
  {
    id: "job/saver-trace",
    rule: "calls of the saver are told with their thread",
    points: 1,
    async run({ open }, t) {
      const { trace, main } = await open(GRAPH);
      const app = await (await main()).build();
      await app.invoke({ said: ["hi"] }, THREAD);
      const puts = trace.filter((event) => event.kind === "saver" && event.call === "put");
      t.equal(puts.length, 3, "checkpoints put: the input, its start, and what was heard");
      t.ok(
        puts.every((event) => event.kind === "saver" && event.thread === "t" && event.checkpoint !== null),
        "each put names its thread and checkpoint",
      );
    },
  },
  {
    id: "job/callback",
    rule: "a function that the judge hands in runs in the judge",
    points: 1,
    async run({ open }, t) {
      const { main } = await open(`export const call = async (fn: any) => (await fn(20)) + 1;`);
      let calls = 0;
      const answer = await (
        await main()
      ).call((n: number) => {
        calls++;
        return n * 2;
      });
      t.equal([answer, calls], [41, 1], "the answer and the number of calls here");
    },
  },
  {
    id: "job/error-place",
    rule: "an error of learner code arrives with its name, message and the learner's own lines",
    points: 1,
    async run({ open }, t) {
      const { main } = await open({
        "main.ts": [
          `import { check } from "./check.ts";`,
          ``,
          `interface Order { readonly amount: number }`,
          `export async function run(order: Order) {`,
          `  await null;`,
          `  check(order.amount);`,
          `}`,
        ].join("\n"),
        "check.ts": `export function check(\n  amount: number,\n) {\n  throw new RangeError("no " + amount);\n}`,
      });
      const { run } = await main();
      const error = await run({ amount: 3 }).catch((thrown: unknown) => thrown);
      if (!(error instanceof RemoteError)) return t.fail("what run() throws", "an error of the guest", error);
      t.equal([error.name, error.message], ["RangeError", "no 3"], "name and message");
      t.equal(error.frames, ["check.ts:4", "main.ts:6"], "frames");
    },
  },
  {
    id: "job/error-at-import",
    rule: "what the top level of a file throws rejects its import, and the guest lives on",
    points: 1,
    async run({ open }, t) {
      const { guest, main } = await open({
        "main.ts": `const x: any = null;\nexport const y = x.z;`,
        "good.ts": `export const fine = () => 1;`,
      });
      const error = await main().catch((thrown: unknown) => thrown);
      if (!(error instanceof RemoteError)) return t.fail("what importing throws", "an error of the guest", error);
      t.equal([error.name, error.frames], ["TypeError", ["main.ts:2"]], "name and place");
      t.equal(await ((await guest.root.module("good.ts")) as any).fine(), 1, "another file of the job");
    },
  },
  {
    id: "job/odd-errors",
    rule: "whatever is thrown arrives as an error",
    points: 1,
    async run({ open }, t) {
      const { main } = await open(`
        export const nothing = () => { throw undefined; };
        export const text = () => { throw "just text"; };
        export const proxy = () => { throw new Proxy(new Error("x"), { get() { throw new Error("trap"); } }); };
        export const getter = () => { throw Object.defineProperty(new Error("x"), "message", { get() { throw 1; } }); };
      `);
      const odd = await main();
      for (const name of ["nothing", "text", "proxy", "getter"]) {
        const thrown: unknown = await odd[name]().catch((error: unknown) => error);
        t.ok(thrown instanceof RemoteError, `an error of the guest for: ${name}`);
      }
    },
  },
  {
    id: "job/second-job",
    rule: "a job sees nothing of the job before it",
    points: 1,
    async run({ open }, t) {
      const first = await open(
        `(globalThis as any).leak = 1; (Array.prototype as any).leak = 2; export const here = () => (globalThis as any).leak;`,
      );
      t.equal(await (await first.main()).here(), 1, "the first job sees its own");
      await first.guest.kill();
      const second = await open({
        "main.ts": `export const there = () => [(globalThis as any).leak, ([] as any).leak];`,
        "other.ts": `export const other = 1;`,
      });
      t.equal(await (await second.main()).there(), [undefined, undefined], "what the second job finds");
    },
  },
  {
    id: "job/parallel",
    rule: "two guests work side by side, each with its own modules",
    points: 1,
    async run({ open }, t) {
      const source = (name: string) =>
        `let calls = 0; export const who = async () => { await new Promise((r) => setTimeout(r, 20)); return "${name} " + ++calls; };`;
      const [a, b] = await Promise.all([open(source("a")), open(source("b"))]);
      const [mainA, mainB] = await Promise.all([a.main(), b.main()]);
      t.equal(await Promise.all([mainA.who(), mainB.who(), mainA.who()]), ["a 1", "b 1", "a 2"], "answers");
    },
  },
];
