import { describe, expect, it } from "vitest";
import { ConformanceError, inProcessHost, runTests, type SubjectHost, type TestEvent } from "@forkpoint/conformance";
import { passed, quick, test, verdictOf, verdicts } from "./runs.ts";

const forever = () => new Promise<never>(() => {});
const soon = (ms = 5) => new Promise((resolve) => setTimeout(resolve, ms));

describe("a run", () => {
  it("gives each test a fresh subject, and its results in the order given", async () => {
    let made = 0;
    const seen: unknown[] = [];
    const host = inProcessHost({ fresh: () => ({ n: ++made }) });
    const tests = ["c", "a", "b"].map((id) => test(id, (subject) => seen.push(subject.n)));
    const results = await runTests(tests, host, quick());
    expect(results).toEqual(
      ["c", "a", "b"].map((id) => ({ id, rule: `the rule of ${id}`, points: 1, verdict: passed })),
    );
    expect(seen).toEqual([1, 2, 3]);
  });

  it("tells of each test when it starts and when it is finished", async () => {
    const events: TestEvent[] = [];
    let clock = 0;
    await verdicts(
      [test("a", () => (clock += 7)), test("b", (_s, t) => t.ok(false, "no")), test("c", () => {}, ["b"])],
      {
        onEvent: (event) => events.push(event),
        now: () => clock,
      },
    );
    expect(
      events.map((event) => [event.kind, event.kind === "started" ? event.id : [event.result.id, event.ms]]),
    ).toEqual([
      ["started", "a"],
      ["finished", ["a", 7]],
      ["started", "b"],
      ["finished", ["b", 0]],
      ["finished", ["c", 0]],
    ]);
  });

  it("ends every test at its host, with how it ended", async () => {
    const ends: string[] = [];
    const host = inProcessHost({ fresh: () => ({}), end: (outcome) => void ends.push(outcome) });
    const tests = [test("a"), test("b", () => Promise.reject(new Error("x"))), test("c", forever), test("d")];
    await verdicts(tests, { testMs: 30 }, host);
    expect(ends).toEqual(["finished", "finished", "timed-out", "finished"]);
  });

  it("gives each test its own random data, whatever the order", async () => {
    const drawn: Record<string, string> = {};
    const draw = (id: string) => test(id, (_s, t) => (drawn[id] = t.random.word(12)));
    await verdicts([draw("a"), draw("b")]);
    const first = { ...drawn };
    await verdicts([draw("b"), draw("a")]);
    expect(drawn).toEqual(first);
    expect(first.a).not.toBe(first.b);
    await verdicts([draw("a")], { seed: "another" });
    expect(drawn.a).not.toBe(first.a);
  });

  it("of no tests has no results", async () => {
    expect(await runTests([], inProcessHost({ fresh: () => ({}) }), quick())).toEqual([]);
  });
});

describe("prerequisites", () => {
  const failing = (id: string, after?: string[]) => test(id, (_s, t) => t.ok(false, "no"), after);

  it("that did not pass leave a test not run, and name the first cause", async () => {
    const result = await verdicts([failing("a"), test("b", () => {}, ["a"]), test("c", () => {}, ["b"]), test("d")]);
    const because = "“the rule of a” did not pass";
    expect(result.b).toEqual({ status: "not-run", because });
    expect(result.c).toEqual({ status: "not-run", because });
    expect(result.d).toEqual(passed);
  });

  it("count as not passed when they threw or ran out of time", async () => {
    const tests = [test("a", forever), test("b", () => Promise.reject(new Error("x")))];
    const result = await verdicts([...tests, test("c", () => {}, ["a"]), test("d", () => {}, ["b"])], { testMs: 30 });
    expect([result.c!.status, result.d!.status]).toEqual(["not-run", "not-run"]);
  });

  it("run first when they are listed later, and results keep their places", async () => {
    const ran: string[] = [];
    const log = (id: string, after?: string[]) => test(id, () => ran.push(id), after);
    const result = await verdicts([log("a", ["c"]), log("b"), log("c", ["d"]), log("d")]);
    expect(ran).toEqual(["d", "c", "a", "b"]);
    expect(Object.keys(result)).toEqual(["a", "b", "c", "d"]);
  });

  it.each<[string, string, ReturnType<typeof test>[]]>([
    ["that are unknown", "TEST_AFTER_UNKNOWN", [test("a", () => {}, ["z"])]],
    ["in a circle", "TEST_AFTER_CYCLE", [test("a", () => {}, ["b"]), test("b", () => {}, ["a"])]],
    ["of itself", "TEST_AFTER_CYCLE", [test("a", () => {}, ["a"])]],
    ["of tests that share an id", "TEST_ID_TWICE", [test("a"), test("a")]],
  ])("%s are a mistake of whoever wrote the tests", async (_name, code, tests) => {
    const error: unknown = await verdicts(tests).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConformanceError);
    expect(error).toMatchObject({ code });
  });
});

describe("what a test throws", () => {
  it("is its verdict, with the error in words", async () => {
    expect(await verdictOf(() => Promise.reject(new TypeError("no \u001b[1mway")))).toEqual({
      status: "threw",
      error: "TypeError: no \ufffd[1mway",
    });
    expect(await verdictOf(() => Promise.reject(undefined))).toEqual({ status: "threw", error: "threw undefined" });
  });

  it("has its ids and times made stable", async () => {
    const id = "1f0a1b2c-3d4e-6f70-8a9b-0c1d2e3f4a5b";
    const verdict = await verdictOf(() => Promise.reject(new Error(`${id} at 2026-01-02T03:04:05.678Z, not ${id}`)));
    expect(verdict).toEqual({ status: "threw", error: "Error: ‹id 1› at ‹time›, not ‹id 1›" });
  });

  it("is the verdict too when the subject could not be made", async () => {
    const host = inProcessHost({ fresh: () => Promise.reject(new SyntaxError("bad top level")) });
    expect(await verdictOf(() => {}, {}, host)).toEqual({ status: "threw", error: "SyntaxError: bad top level" });
  });

  it("when the guest has died reads as a plain sentence", async () => {
    const died = Object.assign(new Error("process.exit(0) was called"), { name: "PortError", code: "PORT_CLOSED" });
    expect(await verdictOf(() => Promise.reject(died))).toEqual({
      status: "threw",
      error: "process.exit(0) was called",
    });
  });
});

describe("time", () => {
  it("that is up ends the test with the limit, and aborts its signal", async () => {
    let aborted = false;
    const verdict = await verdictOf(
      (_s, t) => {
        t.signal.addEventListener("abort", () => (aborted = true));
        return forever();
      },
      { testMs: 30 },
    );
    expect(verdict).toEqual({ status: "timed-out", afterMs: 30 });
    expect(aborted).toBe(true);
  });

  it("includes making the subject", async () => {
    const host = inProcessHost({ fresh: forever });
    expect(await verdictOf(() => {}, { testMs: 30 }, host)).toEqual({ status: "timed-out", afterMs: 30 });
  });

  it("that is up is up: what the test does later changes nothing, and harms nobody", async () => {
    const late: unknown[] = [];
    const tests = [
      test("slow", async (_s, t) => {
        await soon(60);
        void t.rejects(Promise.resolve(1), "late");
        try {
          t.equal(1, 2, "late");
        } catch (error) {
          late.push(error);
        }
        throw new Error("late");
      }),
      test("next", () => soon(120)),
    ];
    const result = await verdicts(tests, { testMs: 200 });
    expect(result.next).toEqual(passed);
    const early = await verdicts(tests, { testMs: 30 });
    expect(early.slow).toEqual({ status: "timed-out", afterMs: 30 });
    await soon(150);
    expect(late.length).toBe(2);
  });

  it("is not waited for when the test is over", async () => {
    const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === "Timeout").length;
    const before = timers();
    await verdicts([test("a"), test("b")], { testMs: 60_000 });
    expect(timers()).toBe(before);
  });

  it("of a test that passed is not up later", async () => {
    let aborted = false;
    await verdictOf((_s, t) => void t.signal.addEventListener("abort", () => (aborted = true)), { testMs: 20 });
    await soon(50);
    expect(aborted).toBe(false);
  });
});

describe("stopping", () => {
  const because = "the run was stopped";

  it("by the signal ends the test in progress, and leaves the rest not run", async () => {
    const controller = new AbortController();
    const ends: string[] = [];
    const host = inProcessHost({ fresh: () => ({}), end: (outcome) => void ends.push(outcome) });
    const stopping = test("b", (_s, t) => {
      t.signal.addEventListener("abort", () => ends.push("signal"));
      controller.abort();
      return forever();
    });
    const result = await verdicts([test("a"), stopping, test("c")], { signal: controller.signal }, host);
    expect(result).toEqual({ a: passed, b: { status: "not-run", because }, c: { status: "not-run", because } });
    expect(ends).toEqual(["finished", "signal", "timed-out"]);
  });

  it("before it began runs nothing", async () => {
    const result = await verdicts([test("a"), test("b")], { signal: AbortSignal.abort() });
    expect(Object.values(result)).toEqual(Array(2).fill({ status: "not-run", because }));
  });

  it("for a reason of the caller's leaves the rest not run, with that reason", async () => {
    let asked = 0;
    const stop = () => (++asked > 1 ? "two guests\u0007 died" : null);
    const result = await verdicts([test("a"), test("b"), test("c")], { stop });
    expect(result.a).toEqual(passed);
    for (const id of ["b", "c"]) expect(result[id]).toEqual({ status: "not-run", because: "two guests\ufffd died" });
  });
});

describe("a host that breaks", () => {
  class HostBroke extends Error {}
  const isHostFault = (error: unknown) => error instanceof HostBroke;
  const broken = (): never => {
    throw new HostBroke("no worker");
  };

  it.each<[string, Partial<SubjectHost>]>([
    ["on making a subject", { fresh: async () => broken() }],
    ["on restarting", { restart: async () => broken() }],
    ["on ending", { end: async () => broken() }],
  ])("%s ends the run with an error and no verdict", async (_name, part) => {
    const host = { ...inProcessHost({ fresh: () => ({}) }), ...part };
    const run = verdicts([test("a", (_s, t) => (part.restart ? t.restartGuest() : 0))], { isHostFault }, host);
    const error: unknown = await run.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "ConformanceError", code: "HOST_FAILED" });
    expect((error as Error).cause).toBeInstanceOf(HostBroke);
  });

  it("is not to be feigned by the name of an error", async () => {
    const feigned = Object.assign(new Error("x"), { name: "HostBroke" });
    expect(await verdictOf(() => Promise.reject(feigned), { isHostFault })).toEqual({
      status: "threw",
      error: "HostBroke: x",
    });
  });
});
