// What tests can ask of a guest, with real ones: fresh instances, other files, the saver, a crash.
import type { ConformanceTest } from "@forkpoint/conformance";
import { afterAll, expect, test } from "vitest";
import type { Exercise } from "../../src/course/model.ts";
import { check, nodeRuntime } from "../node-grading.ts";
import { exercise as small } from "./fake-runtime.ts";

const runtime = nodeRuntime();
afterAll(() => runtime[Symbol.asyncDispose]());

const exercise: Exercise = {
  ...small,
  given: [],
  imports: { "@langchain/langgraph": { only: ["Command"] }, "@forkpoint/savers": "all" },
  limits: { ...small.limits, testMs: 5_000, totalMs: 20_000 },
};

async function verdictOf(source: string, run: ConformanceTest["run"], of: Exercise = exercise) {
  const one: ConformanceTest = { id: "a/one", rule: "r", points: 1, run };
  const two = { ...one, id: "a/two" };
  const files = { "answer.ts": source };
  const report = await check({ exercise: of, tests: { visible: [one], hidden: [two] }, files, runtime });
  expect(report.problem).toBeNull();
  return report.results.map(({ verdict }) => verdict);
}

const passed = { status: "passed" };

test("no test sees what another left in a module", async () => {
  const source = "let calls = 0; export const answer = () => ++calls;";
  const verdicts = await verdictOf(source, async ({ answer }, t) => t.equal(await answer(), 1, "the first call"));
  expect(verdicts).toEqual([passed, passed]);
});

test("a crash keeps what was stored and nothing else, also for the test after it", async () => {
  const source = `
    import { SqlJsSaver } from "@forkpoint/savers";
    let calls = 0;
    export async function answer(write: boolean) {
      const saver = await SqlJsSaver.open();
      const config = { configurable: { thread_id: "a", checkpoint_ns: "" } };
      const checkpoint = { v: 4, id: "1", ts: "", channel_values: {}, channel_versions: {}, versions_seen: {} };
      if (write) await saver.put(config, checkpoint, { source: "input", step: -1, parents: {} }, {});
      return [++calls, (await saver.getTuple(config))?.checkpoint.id ?? null];
    }`;
  const verdicts = await verdictOf(source, async ({ answer }, t) => {
    t.equal(await answer(false), [1, null], "before");
    t.equal(await answer(true), [2, "1"], "after a put");
    const { answer: again } = await t.restartGuest();
    t.equal(await again(false), [1, "1"], "after the crash");
    const saver = await t.guest.saver();
    t.ok(await saver.getTuple({ configurable: { thread_id: "a", checkpoint_ns: "" } }), "the saver of the test");
    await t.rejects(() => answer(false), "a handle from before the crash", { message: /./ }).catch(() => {});
  });
  // Using what died in the crash is a test's mistake, and told as the end of that guest.
  expect(verdicts.map(({ status }) => status)).toEqual(["threw", "threw"]);
});

test("a crash alone is not held against the submission", async () => {
  const source = "let calls = 0; export const answer = () => ++calls;";
  const verdicts = await verdictOf(source, async ({ answer }, t) => {
    await answer();
    const subject = await t.restartGuest();
    t.equal(await subject.answer(), 1, "the first call after the crash");
  });
  expect(verdicts).toEqual([passed, passed]);
});

test("a test that ran out of time cannot reach the guest of the next one", async () => {
  const late: unknown[] = [];
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const tests: ConformanceTest[] = [
    {
      id: "a/slow",
      rule: "r",
      points: 1,
      async run({ answer }, t) {
        await answer().catch((error: Error) => late.push(error.name));
        await t.guest.module("answer.ts").catch((error: Error) => late.push(error.message));
        await t.restartGuest().catch((error: Error) => late.push(error.name));
      },
    },
    { id: "a/next", rule: "r", points: 1, run: () => pause(300).then(() => undefined) },
  ];
  const files = { "answer.ts": "export const answer = () => new Promise(() => {});" };
  const quick = { ...exercise, limits: { ...exercise.limits, testMs: 600 } };
  const report = await check({ exercise: quick, tests: { visible: tests, hidden: [] }, files, runtime });
  expect(report.results.map(({ verdict }) => verdict.status)).toEqual(["timed-out", "passed"]);
  expect(late).toEqual(["PortError", "this test is over", "AbortError"]);
});

test("other files and libraries of the guest are at hand", async () => {
  const source = "export const answer = (command: any) => [command.resume, command.constructor.name];";
  const verdicts = await verdictOf(source, async ({ answer }, t) => {
    const command = await t.guest.create("@langchain/langgraph", "Command", { resume: 7 });
    t.equal(await answer(command), [7, "Command"], "a Command made in the guest");
    await t.rejects(t.guest.module("no-such-file.ts"), "a file that is not there");
  });
  expect(verdicts).toEqual([passed, passed]);
});

test("servers that nobody closes and timers that nobody stops are no matter: each test asks its own, and the check ends", async () => {
  const source = `
    import { createServer } from "node:http";
    let asked = 0;
    setInterval(() => {}, 1);
    export const answer = () => new Promise((resolve) => {
      const server = createServer((request, response) => response.end(request.url + " " + ++asked));
      server.listen(0, () => resolve(server.address().port));
    });`;
  const withServers: Exercise = {
    ...exercise,
    needs: ["process"],
    imports: { "node:http": { only: ["createServer"] } },
  };
  const run: ConformanceTest["run"] = async ({ answer }, t) => {
    const here = await answer();
    t.equal(await t.guest.request(here, { path: "/a" }), { status: 200, body: "/a 1" }, "the guest's own server");
    const beside = await t.guest.process();
    const there = await (await beside.module("answer.ts")).answer();
    t.equal(await beside.request(there, { path: "/b" }), { status: 200, body: "/b 1" }, "that of another process");
  };
  expect(await verdictOf(source, run, withServers)).toEqual([passed, passed]);
});
