import type { ConformanceTest } from "@forkpoint/conformance";
import { describe, expect, test } from "vitest";
import type { Files, Report } from "../../src/course/model.ts";
import { type CheckEvent, checkSubmission, type SubmissionCheck } from "../../src/grading/check-submission.ts";
import { PortError, RemoteError } from "../../src/port/errors.ts";
import { RuntimeError } from "../../src/runtimes/errors.ts";
import { exercise, type FakeRuntime, fakeRuntime, kernel } from "./fake-runtime.ts";

type Run = ConformanceTest["run"];
const forever = () => new Promise<never>(() => {});

function testOf(id: string, run: Run, more: Partial<ConformanceTest> = {}): ConformanceTest {
  return { id, rule: `rule of ${id}`, points: 1, run, ...more };
}

const answersOne = testOf("answer/one", async ({ answer }, t) => t.equal(await answer(), 1, "the answer"));

function check(runtime: FakeRuntime, tests: ConformanceTest[], more: Partial<SubmissionCheck> = {}): Promise<Report> {
  const [visible, ...hidden] = tests;
  return checkSubmission({
    exercise,
    tests: { visible: [visible!], hidden },
    fingerprints: [],
    files: exercise.starter,
    author: "ada",
    runtime,
    kernel,
    seed: "seed",
    signal: new AbortController().signal,
    ...more,
  });
}

const one = () => fakeRuntime({ load: () => ({ answer: async () => 1 }) });
const statuses = ({ results }: Report) => results.map(({ verdict }) => verdict.status);

test("a right answer earns all points, and the report says what it was made with", async () => {
  const report = await check(one(), [answersOne, testOf("answer/again", answersOne.run, { points: 3 })]);
  expect(report).toMatchObject({
    format: 1,
    exercise: "small",
    author: "ada",
    pins: kernel.pins,
    seed: "seed",
    score: { earned: 4, possible: 4 },
    diagnosis: null,
    problem: null,
    made: { host: "node", isolation: "none" },
  });
  expect(Object.keys(report.made.testMs)).toEqual(["answer/one", "answer/again"]);
});

test("every test begins anew and its scope ends; the guest is killed at the end", async () => {
  const runtime = one();
  await check(runtime, [answersOne, testOf("answer/again", answersOne.run)]);
  const perTest = ["begin", "scope ended"];
  expect(runtime.calls).toEqual(["start", "open", ...perTest, ...perTest, "kill"]);
});

test("what happens is told while it happens", async () => {
  const events: CheckEvent[] = [];
  await check(one(), [answersOne], { onEvent: (event) => events.push(event) });
  expect(events.map(({ kind }) => kind)).toEqual(["started", "finished"]);
});

const wrongFiles: readonly [what: string, files: Files, code: string, message: string][] = [
  ["a missing file", {}, "FILE_MISSING", "there is no answer.ts"],
  [
    "a file too many",
    { ...exercise.starter, "more.ts": "" },
    "FILE_UNKNOWN",
    "more.ts is no file of this exercise: it has answer.ts, main.ts",
  ],
];

test.each(wrongFiles)("%s is a problem of the submission, and nothing is run", async (_, files, code, message) => {
  const runtime = one();
  const report = await check(runtime, [answersOne], { files });
  expect(report.problem).toMatchObject({ blame: "submission", code, message });
  expect(report.score).toEqual({ earned: 0, possible: 1 });
  expect(report.results[0]?.verdict).toEqual({
    status: "not-run",
    because: "the files are not those of the exercise",
  });
  expect(runtime.calls).toEqual([]);
});

test("a syntax error is told with file, line and column, and no guest starts", async () => {
  const runtime = one();
  const files = { ...exercise.starter, "answer.ts": "export const answer =\n  => 1;" };
  const report = await check(runtime, [answersOne], { files });
  expect(report.problem).toMatchObject({ blame: "submission", code: "COMPILE_FAILED", file: "answer.ts", line: 2 });
  expect(report.results[0]?.verdict).toEqual({ status: "not-run", because: "the code does not compile" });
  expect(runtime.calls).toEqual([]);
});

test("an import that the exercise does not offer is told at its line", async () => {
  const files = {
    ...exercise.starter,
    "answer.ts": '\nimport { MemorySaver } from "@langchain/langgraph";\nexport const answer = MemorySaver;',
  };
  const { problem } = await check(one(), [answersOne], { files });
  expect(problem).toMatchObject({ code: "COMPILE_FAILED", file: "answer.ts", line: 2 });
  expect(problem?.message).toContain("does not offer “MemorySaver”");
});

test("given files are put back, whatever was done to them", async () => {
  const files = { ...exercise.starter, "main.ts": "this is not TypeScript {" };
  expect((await check(one(), [answersOne], { files })).problem).toBeNull();
});

test("an exercise that offers what the kernel has not is the course's fault", async () => {
  const wrong = { ...exercise, imports: { "no-such-library": "all" as const } };
  const report = await check(one(), [answersOne], { exercise: wrong });
  expect(report.problem).toMatchObject({ blame: "course", code: "TESTS_BROKEN" });
  expect(report.score).toBeNull();
});

test("a top level that throws is told once, with its line", async () => {
  const runtime = fakeRuntime({ load: () => Promise.reject(new RemoteError("TypeError", "no", ["answer.ts:7"])) });
  const report = await check(runtime, [answersOne, testOf("answer/again", answersOne.run)]);
  expect(report.problem).toEqual({
    blame: "submission",
    code: "LOAD_FAILED",
    message: "TypeError: no",
    file: "answer.ts",
    line: 7,
  });
  expect(statuses(report)).toEqual(["not-run", "not-run"]);
});

test("a top level that never ends costs one time-out, not one for each test", async () => {
  const runtime = fakeRuntime({ load: forever });
  const report = await check(runtime, [answersOne, testOf("answer/again", answersOne.run)]);
  expect(report.problem).toMatchObject({ blame: "submission", code: "LOAD_TIMED_OUT", file: "answer.ts" });
  expect(runtime.calls).toEqual(["start", "open", "kill"]);
});

test("a top level that ends the program is told", async () => {
  const runtime = fakeRuntime({
    async load(crash) {
      crash("process.exit(0) was called");
      const { PortError } = await import("../../src/port/errors.ts");
      throw new PortError("PORT_CLOSED", "process.exit(0) was called");
    },
  });
  const { problem } = await check(runtime, [answersOne]);
  expect(problem).toMatchObject({ code: "LOAD_CRASHED" });
  expect(problem?.message).toBe("the program ended while answer.ts was loading: process.exit(0) was called");
});

test("a missing export is a problem that names it", async () => {
  const report = await check(fakeRuntime({ load: () => ({ other: 1 }) }), [answersOne]);
  expect(report.problem).toMatchObject({ code: "EXPORT_MISSING", message: "answer.ts does not export answer" });
});

test("a test that runs out of time is timed out, and the next one gets a new guest", async () => {
  const runtime = one();
  const report = await check(runtime, [testOf("answer/slow", forever), answersOne]);
  expect(report.results[0]?.verdict).toEqual({ status: "timed-out", afterMs: 200 });
  expect(report.results[1]?.verdict).toEqual({ status: "passed" });
  expect(runtime.calls.filter((call) => call === "replace")).toHaveLength(1);
});

test("after two time-outs the rest is not run, with the reason", async () => {
  const slow = ["a/1", "a/2", "a/3"].map((id) => testOf(id, forever));
  const report = await check(one(), [...slow, answersOne]);
  expect(statuses(report)).toEqual(["timed-out", "timed-out", "not-run", "not-run"]);
  expect(report.results[3]?.verdict).toEqual({
    status: "not-run",
    because: "two tests ran out of time or ended the program",
  });
});

test("two tests that end the program count like time-outs", async () => {
  const runtime = fakeRuntime({
    load: (crash) => ({
      async answer() {
        crash("process.exit(0) was called");
        const { PortError } = await import("../../src/port/errors.ts");
        throw new PortError("PORT_CLOSED", "process.exit(0) was called");
      },
    }),
  });
  const report = await check(
    runtime,
    ["a/1", "a/2", "a/3"].map((id) => testOf(id, answersOne.run)),
  );
  expect(statuses(report)).toEqual(["threw", "threw", "not-run"]);
  expect(report.results[0]?.verdict).toEqual({ status: "threw", error: "process.exit(0) was called" });
});

test("when the time for all tests is up, the rest is not run", async () => {
  const limited = { ...exercise, limits: { ...exercise.limits, totalMs: 50 } };
  const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 80));
  const report = await check(one(), [testOf("a/1", pause), testOf("a/2", pause)], { exercise: limited });
  expect(report.results[0]?.verdict).toEqual({ status: "passed" });
  expect(report.results[1]?.verdict).toEqual({ status: "not-run", because: "the time for all tests together was up" });
});

test("an answer of the wrong shape is the submission's: the test could not read it", async () => {
  const reads = testOf("a/1", async ({ answer }, t) => t.equal((await answer()).checkpoint.id, 1, "the id"));
  const { results, problem } = await check(one(), [reads]);
  expect(problem).toBeNull();
  expect(results[0]?.verdict).toMatchObject({ status: "threw" });
  expect(JSON.stringify(results[0]?.verdict)).toContain("the test could not read what your code returned");
});

test("what learner code threw is told as it is", async () => {
  const runtime = fakeRuntime({
    load: () => ({ answer: () => Promise.reject(new RemoteError("ReferenceError", "x is not defined")) }),
  });
  const { results, problem } = await check(runtime, [answersOne]);
  expect(problem).toBeNull();
  expect(results[0]?.verdict).toEqual({ status: "threw", error: "ReferenceError: x is not defined" });
});

test("a name that is missing in a test is the course's fault: no score, nothing held against the submission", async () => {
  const broken = testOf("a/1", async () => {
    // @ts-expect-error: that is the point
    return thereIsNoSuchName;
  });
  const report = await check(one(), [answersOne, broken]);
  expect(report.problem).toEqual({
    blame: "course",
    code: "TESTS_BROKEN",
    message: "the test “a/1” is broken: thereIsNoSuchName is not defined",
  });
  expect(report.score).toBeNull();
  expect(statuses(report)).toEqual(["not-run", "not-run"]);
});

test("tests that wait for a test that is not there are the course's fault", async () => {
  const { problem, score } = await check(one(), [testOf("a/1", answersOne.run, { after: ["a/0"] })]);
  expect(problem).toMatchObject({ blame: "course", code: "TESTS_BROKEN" });
  expect(score).toBeNull();
});

test("a machine on which no guest starts is the host's fault", async () => {
  const runtime = fakeRuntime({ load: () => ({}), open: () => Promise.reject(new Error("no processes left")) });
  const report = await check(runtime, [answersOne]);
  expect(report.problem).toEqual({
    blame: "host",
    code: "RUNTIME_FAILED",
    message: "no guest could be started: no processes left",
  });
  expect(report.score).toBeNull();
});

test("a guest that cannot be replaced is the host's fault", async () => {
  const runtime = fakeRuntime({
    load: () => ({ answer: forever }),
    replace: () => Promise.reject(new Error("no processes left")),
  });
  const report = await check(runtime, [answersOne, testOf("a/2", answersOne.run)]);
  expect(report.problem).toMatchObject({ blame: "host", code: "RUNTIME_FAILED" });
});

describe("a program that does not start in the middle of a test", () => {
  const failing = (cause?: Error) => () => Promise.reject(new RuntimeError("GUEST_NOT_STARTED", "it died", { cause }));
  const asks: Readonly<Record<"beside" | "restart", ConformanceTest["run"]>> = {
    beside: (_, t) => t.guest.process().then(() => undefined),
    restart: (_, t) => t.restartGuest().then(() => undefined),
  };

  test.each(["beside", "restart"] as const)("is the host's fault: %s", async (how) => {
    const runtime = fakeRuntime({ load: () => ({ answer: () => 1 }), [how]: failing() });
    const report = await check(runtime, [answersOne, testOf("a/2", asks[how])]);
    expect(report).toMatchObject({ problem: { blame: "host", code: "RUNTIME_FAILED" }, score: null });
    expect(report.problem?.message).toContain("it died");
  });

  test("is the submission's where its databases were in it", async () => {
    const cause = new PortError("PORT_CLOSED", "out of memory");
    const runtime = fakeRuntime({ load: () => ({ answer: () => 1 }), restart: failing(cause) });
    const report = await check(runtime, [testOf("a/2", asks.restart)]);
    expect([report.problem, report.results[0]?.verdict.status]).toEqual([null, "threw"]);
  });
});

test("a cancelled check rejects with the reason, and kills its guest", async () => {
  const abort = new AbortController();
  const runtime = fakeRuntime({ load: () => ({ answer: forever }) });
  const checking = check(runtime, [answersOne], { signal: abort.signal });
  setTimeout(() => abort.abort(new Error("another check was started")), 50);
  await expect(checking).rejects.toThrow("another check was started");
  expect(runtime.calls.at(-1)).toBe("kill");
});

test("a check that is cancelled while the code loads rejects at once", async () => {
  const abort = new AbortController();
  const checking = check(fakeRuntime({ load: forever }), [answersOne], { signal: abort.signal });
  setTimeout(() => abort.abort(new Error("stopped")), 20);
  await expect(checking).rejects.toThrow("stopped");
});

test("no text of a submission reaches the report with control or bidirectional characters", async () => {
  const text = "\u001b[31m\u202eevil\u0000";
  const runtime = fakeRuntime({ load: () => ({ answer: () => Promise.reject(new RemoteError(text, text)) }) });
  const report = await check(runtime, [answersOne], { author: text });
  expect(JSON.stringify(report)).not.toMatch(/\\u001b|\\u0000|\u202e/);
});
