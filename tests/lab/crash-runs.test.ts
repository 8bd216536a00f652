// How the page runs experiments: one after the other, each once.
import { expect, test } from "vitest";
import { CrashRuns } from "../../src/site/elements/lab/crash-runs.ts";
import type { CrashExperiment, CrashOutcome } from "../../src/lab/model.ts";
import { outcomeOf } from "./crash-outcomes.ts";

const at = (killAt: string | null): CrashExperiment => ({ durability: "sync", putMs: 1, nodeMs: 2, killAt });
const { signal } = new AbortController();

/** Runs that end when the test says so, in the order in which they began. */
function heldRuns() {
  const begun: { experiment: CrashExperiment; end: PromiseWithResolvers<CrashOutcome> }[] = [];
  const runs = new CrashRuns((experiment) => {
    const end = Promise.withResolvers<CrashOutcome>();
    begun.push({ experiment, end });
    return end.promise;
  });
  return { begun, runs };
}

test("one experiment waits for the other", async () => {
  const { begun, runs } = heldRuns();
  const [first, second] = [runs.run(at("a"), signal), runs.run(at("b"), signal)];
  await expect.poll(() => begun.length).toBe(1);
  begun[0]!.end.resolve(outcomeOf({ experiment: at("a") }));
  expect((await first).experiment.killAt).toBe("a");
  await expect.poll(() => begun.length).toBe(2);
  begun[1]!.end.resolve(outcomeOf({ experiment: at("b") }));
  expect((await second).experiment.killAt).toBe("b");
});

test("what was seen is not run again, by any of its settings something else is", async () => {
  let count = 0;
  const runs = new CrashRuns(async (experiment) => ((count += 1), outcomeOf({ experiment })));
  const first = await runs.run(at("a"), signal);
  expect(await runs.run(at("a"), signal)).toBe(first);
  expect(runs.seen(at("a"))).toBe(first);
  expect(count).toBe(1);
  const others = [
    at(null),
    { ...at("a"), putMs: 9 },
    { ...at("a"), nodeMs: 9 },
    { ...at("a"), durability: "exit" as const },
  ];
  for (const other of others) {
    expect(runs.seen(other)).toBeNull();
    await runs.run(other, signal);
  }
  expect(count).toBe(5);
});

test("who is aborted while waiting is not run, and holds up nobody", async () => {
  const { begun, runs } = heldRuns();
  const controller = new AbortController();
  const first = runs.run(at("a"), signal);
  const aborted = runs.run(at("b"), controller.signal);
  const last = runs.run(at("c"), signal);
  await expect.poll(() => begun.length).toBe(1);
  controller.abort(new Error("no longer wanted"));
  begun[0]!.end.resolve(outcomeOf());
  await first;
  await expect(aborted).rejects.toThrow("no longer wanted");
  await expect.poll(() => begun.length).toBe(2);
  begun[1]!.end.resolve(outcomeOf({ experiment: at("c") }));
  expect((await last).experiment.killAt).toBe("c");
  expect(begun.map(({ experiment }) => experiment.killAt)).toEqual(["a", "c"]);
});

test("a failure is told, forgotten and tried again", async () => {
  let count = 0;
  const runs = new CrashRuns(async (experiment) => {
    count += 1;
    if (count === 1) throw new Error("no guest");
    return outcomeOf({ experiment });
  });
  await expect(runs.run(at("a"), signal)).rejects.toThrow("no guest");
  expect((await runs.run(at("a"), signal)).killed).toBe(true);
});
