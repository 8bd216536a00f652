import { describe, expect, it } from "vitest";
import { inProcessHost } from "@forkpoint/conformance";
import { describeConformance } from "@forkpoint/conformance/vitest";
import { test } from "./runs.ts";

interface Recorded {
  readonly name: string;
  readonly run: () => Promise<void>;
}

function record(
  tests: ReturnType<typeof test>[],
  testMs = 1_000,
): { suite: string[]; its: Recorded[]; hosts: () => number } {
  const suite: string[] = [];
  const its: Recorded[] = [];
  let hosts = 0;
  describeConformance(
    "a saver",
    tests,
    () => {
      hosts++;
      return inProcessHost({ fresh: () => ({ n: 1 }) });
    },
    {
      describe: (name, define) => {
        suite.push(name);
        define();
      },
      it: (name, run) => its.push({ name, run }),
    },
    { testMs },
  );
  return { suite, its, hosts: () => hosts };
}

describe("the Vitest adapter", () => {
  it("shows each test as one, by its rule and id, and makes one host for all", async () => {
    const { suite, its, hosts } = record([test("a"), test("b")]);
    expect(suite).toEqual(["a saver"]);
    expect(its.map(({ name }) => name)).toEqual(["the rule of a (a)", "the rule of b (b)"]);
    expect(hosts()).toBe(0);
    for (const { run } of its) await run();
    expect(hosts()).toBe(1);
  });

  it("fails with the verdict in words", async () => {
    const { its } = record([test("a", (s, t) => t.equal(s.n, 2, "the number"))]);
    await expect(its[0]!.run()).rejects.toThrow("the number\nexpected: 2\nactual:   1");
  });

  it("lets nothing that was not run pass", async () => {
    const { its } = record([test("a", (_s, t) => t.ok(false, "no")), test("b", () => {}, ["a"])]);
    await expect(its[1]!.run()).rejects.toThrow("not run because “the rule of a” did not pass");
  });

  it("reports a test that runs out of time", async () => {
    const { its } = record([test("a", () => new Promise(() => {}))], 20);
    await expect(its[0]!.run()).rejects.toThrow("still not done after 20 ms");
  });

  it("fails everything when the tests themselves are wrong", async () => {
    const { its } = record([test("a", () => {}, ["missing"])]);
    await expect(its[0]!.run()).rejects.toMatchObject({ code: "TEST_AFTER_UNKNOWN" });
  });

  it("refuses a suite without tests, which would pass without a word", () => {
    expect(() => record([])).toThrow(expect.objectContaining({ code: "NO_TESTS" }));
  });
});

// And the real thing: these three show up as tests of this file.
describeConformance(
  "the adapter under Vitest itself",
  [
    test("sees the subject", (subject, t) => t.equal(subject, { n: 1 }, "the subject")),
    test("runs in order", () => {}, ["sees the subject"]),
    test("waits", (_s, t) => t.rejects(() => Promise.reject(new Error("x")), "an error")),
  ],
  () => inProcessHost({ fresh: () => ({ n: 1 }) }),
  { describe, it },
);
