// The contract about what a guest tells unasked: console, uncaught errors, and the bounds on them.
import type { ConformanceTest } from "@forkpoint/conformance";
import type { TraceEvent } from "../../src/runtimes/runtime.ts";
import { OUTPUT_BYTES, pause, type RuntimeFixture, turnsDuring, until } from "./fixture.ts";

export const consoleContract: readonly ConformanceTest<RuntimeFixture>[] = [
  {
    id: "console/levels",
    rule: "console lines arrive in order, with level and readable text",
    points: 1,
    async run({ open }, t) {
      const { main, trace } = await open(`
        console.log("plain", 1, true, null, undefined, 2n, [1, [2]], { a: "x", b: new Map([["k", new Set([1])]]) });
        console.warn("%s has %d", "Ann", 3);
        console.error(new TypeError("bad"));
        process.stdout.write("half ");
        process.stdout.write("line\\n");
        export {};
      `);
      await main();
      t.equal(
        trace,
        [
          {
            kind: "console",
            level: "log",
            text: `plain 1 true null undefined 2n [1, [2]] { a: "x", b: Map(1) { "k" => Set(1) { 1 } } }`,
          },
          { kind: "console", level: "warn", text: "Ann has 3" },
          { kind: "console", level: "error", text: "TypeError: bad\n    at main.ts:4" },
          { kind: "console", level: "log", text: "half line" },
        ],
        "trace",
      );
    },
  },
  {
    id: "console/hostile-values",
    rule: "values that resist being printed are shown without running into them",
    points: 1,
    async run({ open }, t) {
      const { main, lines } = await open(`
        const cyclic: any = { name: "c" }; cyclic.self = cyclic;
        console.log(cyclic);
        console.log({ get boom() { throw new Error("getter"); }, toJSON() { throw new Error("toJSON"); } });
        console.log(new Proxy({}, { ownKeys() { throw new Error("trap"); } }));
        console.log({ toString() { throw new Error("toString"); } });
        console.log("x".repeat(50_000_000));
        console.log(Array.from({ length: 100_000 }, (_, i) => i));
        console.log("\\u001b[31mred\\u001b[0m");
        export const done = true;
      `);
      t.equal((await main()).done, true, "the program reached its end");
      const [circle, getter, proxy, toText, long, list, ansi] = lines();
      t.equal(circle, `{ name: "c", self: [Circular] }`, "a circle");
      t.equal(getter, `{ boom: [Getter], toJSON: [Function: toJSON] }`, "a getter and a toJSON that throw");
      t.equal(proxy, "<unreadable>", "a proxy that throws");
      t.equal(toText, "{ toString: [Function: toString] }", "a toString that throws");
      t.ok(long!.length < 12_000 && long!.endsWith("(50000000 characters)"), "a long text is cut and says so");
      t.ok(list!.length < 12_000 && list!.includes("99940 more"), "a long list is cut and says so");
      t.equal(ansi, "\u001b[31mred\u001b[0m", "escapes pass as they are");
    },
  },
  {
    id: "console/flood",
    rule: "of a million lines few are sent, and the rest are counted",
    points: 1,
    async run({ open }, t) {
      const { main, trace } = await open(
        `export const flood = () => { for (let i = 0; i < 1_000_000; i++) console.log("line", i, { i }); };`,
      );
      const { flood } = await main();
      await flood();
      const said = () => tally(trace);
      await until(() => said().lines + said().dropped >= 1_000_000, t.signal);
      const { lines, dropped, bytes } = said();
      t.equal(lines + dropped, 1_000_000, "lines sent and lines counted");
      t.ok(bytes < OUTPUT_BYTES + 12_000, "the output limit holds");
      t.ok(trace.length < 3_000, "few events");
    },
  },
  {
    id: "console/endless-flood",
    rule: "an endless loop that prints can be ended, its drops are told meanwhile, and this side stays responsive",
    points: 1,
    async run({ open }, t) {
      const { guest, main, trace } = await open(`export const flood = () => { for (;;) console.log("again"); };`);
      const flooding = (await main()).flood() as Promise<unknown>;
      flooding.catch(() => undefined);
      const isToldOfDrops = () => trace.some((event) => event.kind === "dropped");
      const turns = await turnsDuring(() => Promise.all([until(isToldOfDrops, t.signal), pause(700)]));
      t.ok(isToldOfDrops(), "a count while the loop goes on");
      await guest.kill({ ended: "timed-out", during: "flood", afterMs: 700 });
      t.equal((await guest.ended).ended, "timed-out", "how it ended");
      t.ok(turns > 3, "this side was not held up");
    },
  },
  {
    id: "console/late",
    rule: "a killed guest says nothing more, also not to the next job",
    points: 1,
    async run({ open }, t) {
      const first = await open(`export const talk = () => { setInterval(() => console.log("first"), 1); };`);
      await (await first.main()).talk();
      await until(() => first.trace.length > 0, t.signal);
      await first.guest.kill();
      const said = first.trace.length;
      const second = await open(`export const ok = () => 1;`);
      await (await second.main()).ok();
      await pause(150);
      t.ok(said > 0, "the first guest had spoken");
      t.equal(first.trace.length, said, "events of the first guest after its end");
      t.equal(second.lines(), [], "lines of the second guest");
    },
  },
  {
    id: "uncaught/rejection",
    rule: "a rejection that nobody handles is told with the learner's line",
    points: 1,
    async run({ open }, t) {
      const { main, trace } = await open(
        `\nvoid Promise.reject(new RangeError("nobody"));\nexport const ok = () => 1;`,
      );
      const { ok } = await main();
      await until(() => trace.length > 0, t.signal);
      t.equal(
        trace,
        [
          {
            kind: "uncaught",
            what: "rejection",
            error: { name: "RangeError", message: "nobody", stack: ["main.ts:2"] },
          },
        ],
        "trace",
      );
      t.equal(await ok(), 1, "the guest lives on");
    },
  },
  {
    id: "uncaught/exception",
    rule: "an error thrown in a timer is told with the learner's line",
    points: 1,
    async run({ open }, t) {
      const { main, trace } = await open(
        `setTimeout(() => {\n  throw new Error("from a timer");\n}, 1);\nqueueMicrotask(() => { throw "text"; });\nexport const ok = () => 1;`,
      );
      const { ok } = await main();
      await until(() => trace.length > 1, t.signal);
      const told = trace.map((event) => (event.kind === "uncaught" ? [event.what, event.error.message] : event));
      const expected = [
        ["exception", `a value that is not an Error was thrown: "text"`],
        ["exception", "from a timer"],
      ];
      t.equal(told, expected, "what was told");
      const places = trace.flatMap((event) => (event.kind === "uncaught" ? event.error.stack : []));
      t.equal(places, ["main.ts:2"], "where");
      t.equal(await ok(), 1, "the guest lives on");
    },
  },
];

function tally(trace: readonly TraceEvent[]): { lines: number; dropped: number; bytes: number } {
  const sum = { lines: 0, dropped: 0, bytes: 0 };
  for (const event of trace)
    if (event.kind === "console") {
      sum.lines++;
      sum.bytes += event.text.length;
    } else if (event.kind === "dropped") sum.dropped += event.lines;
  return sum;
}
