import { describe, expect, it } from "vitest";
import { inProcessHost } from "@forkpoint/conformance";
import { passed, verdictOf } from "./runs.ts";

const failed = (what: string, expected: string, actual: string) => ({ status: "failed", what, expected, actual });

describe("t.equal, t.ok and t.fail", () => {
  it("pass in silence", async () => {
    const verdict = await verdictOf((_s, t) => {
      t.equal({ a: [1] }, { a: [1], b: undefined }, "state");
      t.ok(1, "one");
    });
    expect(verdict).toEqual(passed);
  });

  it("say what was compared, expected and seen", async () => {
    expect(await verdictOf((_s, t) => t.equal({ a: 1 }, { a: 2 }, "the state"))).toEqual(
      failed("the state", "{ a: 2 }", "{ a: 1 }"),
    );
    expect(await verdictOf((_s, t) => t.ok("", "a name"))).toEqual(failed("a name", "something true", '""'));
    expect(await verdictOf((_s, t) => t.fail("the order", [1, 2], [2, 1]))).toEqual(
      failed("the order", "[1, 2]", "[2, 1]"),
    );
  });

  it("fail the test even when it swallows the failure, and the first failure counts", async () => {
    const verdict = await verdictOf((_s, t) => {
      for (const n of [1, 2])
        try {
          t.equal(n, 0, `number ${n}`);
        } catch {
          // A test that tries again, or a callback whose caller catches everything.
        }
      throw new Error("a consequence");
    });
    expect(verdict).toEqual(failed("number 1", "0", "1"));
  });

  it("fail the test from inside a callback that the subject calls", async () => {
    const host = inProcessHost({
      fresh: () => ({
        callQuietly: async (callback: () => void) => {
          try {
            callback();
          } catch {
            // As a graph that retries a node would.
          }
        },
      }),
    });
    const verdict = await verdictOf((subject, t) => subject.callQuietly(() => t.equal(1, 2, "inside")), {}, host);
    expect(verdict).toEqual(failed("inside", "2", "1"));
  });

  it("number ids as one reads them: expected first, then actual", async () => {
    const [a, b] = ["1f0a1b2c-3d4e-6f70-8a9b-0c1d2e3f4a5b", "00000000-0000-4000-8000-000000000000"];
    expect(await verdictOf((_s, t) => t.equal([a, b], [b, a], "ids"))).toEqual(
      failed("ids", '["‹id 1›", "‹id 2›"]', '["‹id 2›", "‹id 1›"]'),
    );
  });

  it("do not take a promise that nobody waited for as true, nor as the same as another", async () => {
    expect(await verdictOf((_s, t) => t.ok(Promise.resolve(false), "a check"))).toMatchObject({ status: "failed" });
    expect(await verdictOf((_s, t) => t.equal(Promise.resolve(1), Promise.resolve(1), "x"))).toMatchObject({
      status: "failed",
    });
  });

  it("can be taken out of the context", async () => {
    expect(await verdictOf((_s, { equal, ok }) => (ok(true, "x"), equal(1, 1, "y")))).toEqual(passed);
  });
});

describe("t.rejects", () => {
  const error = Object.assign(new Error("no thread_id given"), { name: "SaverError" });

  it("resolves with the error, of a promise or of a function", async () => {
    const verdict = await verdictOf(async (_s, t) => {
      t.equal(await t.rejects(Promise.reject(error), "put"), error, "the error");
      await t.rejects(() => Promise.reject(error), "put", { name: "SaverError", message: /thread_id/g });
      await t.rejects(
        () => {
          throw error;
        },
        "put",
        { message: /^no/ },
      );
      const wrapped = await t.rejects(Promise.reject("text"), "put");
      t.equal([wrapped.name, wrapped.message], ["Thrown", '"text"'], "what was no error");
    });
    expect(verdict).toEqual(passed);
  });

  it("fails when there is no error, or another one", async () => {
    expect(await verdictOf((_s, t) => t.rejects(Promise.resolve({ a: 1 }), "put without a thread"))).toEqual(
      failed("put without a thread", "an error", "no error, but { a: 1 }"),
    );
    expect(await verdictOf((_s, t) => t.rejects(Promise.reject(error), "put", { name: "RangeError" }))).toEqual(
      failed("put", "an error named RangeError", "SaverError: no thread_id given"),
    );
    expect(await verdictOf((_s, t) => t.rejects(() => 1, "put", { name: "A", message: /b/i }))).toEqual(
      failed("put", "an error named A whose message matches /b/i", "no error, but 1"),
    );
  });

  it("counts although nobody waits for it", async () => {
    const verdict = await verdictOf((_s, t) => {
      void t.rejects(new Promise((resolve) => setTimeout(resolve, 10)), "later");
    });
    expect(verdict).toEqual(failed("later", "an error", "no error, but undefined"));
    expect(await verdictOf((_s, t) => void t.rejects(Promise.reject(error), "now"))).toEqual(passed);
  });

  it("that never settles runs out of time", async () => {
    const verdict = await verdictOf((_s, t) => void t.rejects(new Promise(() => {}), "never"), { testMs: 30 });
    expect(verdict).toEqual({ status: "timed-out", afterMs: 30 });
  });

  it("does not take the death of a guest for an answer", async () => {
    const died = Object.assign(new Error("the guest ended"), { name: "PortError", code: "PORT_CLOSED" });
    const verdict = await verdictOf(async (_s, t) => {
      try {
        await t.rejects(Promise.reject(died), "put without a thread");
      } catch {
        // Swallowing does not help here either.
      }
    });
    expect(verdict).toEqual({ status: "threw", error: "the guest ended" });
  });

  it("waits for an object under construction instead of calling it", async () => {
    const constructing = Object.assign(() => "called", {
      then: (_resolve: unknown, reject: (error: unknown) => void) => reject(error),
    });
    expect(await verdictOf((_s, t) => t.rejects(constructing as never, "new", { name: "SaverError" }))).toEqual(passed);
  });

  it("does not count a failed assertion as the error that was wanted", async () => {
    let wasTaken = false;
    const verdict = await verdictOf(async (_s, t) => {
      await t.rejects(() => t.equal(1, 2, "inside"), "outside");
      wasTaken = true;
    });
    expect(verdict).toEqual(failed("inside", "2", "1"));
    expect(wasTaken).toBe(false);
  });
});

describe("t.restartGuest and t.guest", () => {
  it("reach the host", async () => {
    let life = 1;
    const host = inProcessHost({
      fresh: () => ({ life }),
      restart: () => ({ life: ++life }),
      tools: { saver: async (name) => `saver of ${name}` },
    });
    const verdict = await verdictOf(
      async (subject, t) => {
        t.equal(subject.life, 1, "before");
        t.equal(await t.restartGuest(), { life: 2 }, "after");
        t.equal(await t.guest.saver("main"), "saver of main", "saver");
      },
      {},
      host,
    );
    expect(verdict).toEqual(passed);
  });

  it("reject where the host has no such thing, and unawaited do no harm", async () => {
    expect(await verdictOf((_s, t) => t.restartGuest())).toEqual({
      status: "threw",
      error: "Error: this host has no restart",
    });
    expect(await verdictOf((_s, t) => void t.restartGuest())).toEqual(passed);
  });
});
