// Every cell of the crash lab's table in a real guest, against what the rules of the three durabilities lead to; and the
// same result each time, and when the guest is really killed.
import initSqlJs, { type SqlJsStatic } from "sql.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DURABILITIES, KILL_POINTS, experimentAt } from "../../src/lab/crash/crash-table.ts";
import { describeOutcome } from "../../src/lab/crash/describe-outcome.ts";
import { crashJob, runCrash, runCrashIn } from "../../src/lab/crash/run-crash.ts";
import type { CrashExperiment, CrashOutcome } from "../../src/lab/model.ts";
import type { Guest } from "../../src/runtimes/runtime.ts";
import { nodeRuntime, readKernel } from "../node-grading.ts";
import { expectedOutcome } from "./crash-model.ts";

const { signal } = new AbortController();
const kernel = readKernel();
const runtime = nodeRuntime();
let sqlJs: SqlJsStatic;
let guest: Guest;

beforeAll(async () => {
  sqlJs = await initSqlJs();
  guest = await runtime.open(crashJob(kernel), signal);
});
afterAll(async () => {
  await guest.kill();
  await runtime[Symbol.asyncDispose]();
});

/** Without killing the process, which takes most of the time: new instances of all modules over the bytes that are stored. */
function crash(experiment: CrashExperiment): Promise<CrashOutcome> {
  const renewed: Guest = Object.create(guest, {
    root: { get: () => guest.root },
    restart: { value: async () => guest.root.begin(await guest.root.databases()) },
  });
  return runCrashIn(renewed, { experiment, sqlJs, signal });
}

// A disk that keeps up with the nodes, and one that is slower than the whole run.
const LATENCIES = [
  { putMs: 100, nodeMs: 130 },
  { putMs: 200, nodeMs: 60 },
];
const CELLS = LATENCIES.flatMap((times) =>
  DURABILITIES.flatMap((durability) => KILL_POINTS.map((killPoint) => ({ ...times, durability, killPoint }))),
);

test.each(CELLS)("$durability, put $putMs ms, node $nodeMs ms, $killPoint.id", async (cell) => {
  const { durability, putMs, nodeMs, killPoint } = cell;
  const outcome = await crash(experimentAt(killPoint, durability, cell));
  const expected = expectedOutcome(durability, putMs, nodeMs, killPoint.id);
  expect(outcome.killed).toBe(true);
  expect(outcome.before.at(-1)!.moment).toBe(killPoint.momentIn(durability));
  const { survived, resume, effects } = outcome;
  const finished = survived.finished.filter((node) => node !== "__start__");
  expect({ steps: survived.steps, finished, ran: resume?.ran, effects }).toEqual(expected);
  const lost = expected.steps.length === 0;
  expect(resume?.error?.name).toBe(lost ? "EmptyInputError" : undefined);
});

// Where everything falls together, only the order of the clock's queue decides.
const REPEATED = DURABILITIES.map((durability) => ({ durability, putMs: 100, nodeMs: 100, killAt: "send begins" }));

test.each(REPEATED)("$durability: killed for real, the outcome is the same line by line, and again", async (cell) => {
  const killed = await runCrashIn(guest, { experiment: cell, sqlJs, signal });
  expect(killed.killed).toBe(true);
  expect(describeOutcome(await crash(cell))).toEqual(describeOutcome(killed));
  expect(describeOutcome(await crash(cell))).toEqual(describeOutcome(killed));
});

test("killed for real as the third node begins: sync goes on there, async charges twice, exit has lost everything", async () => {
  const at = (durability: CrashExperiment["durability"]) => ({
    durability,
    putMs: 100,
    nodeMs: 130,
    killAt: "send begins",
  });
  const sync = await runCrashIn(guest, { experiment: at("sync"), sqlJs, signal });
  expect(sync.resume).toMatchObject({ error: null, ran: ["send"] });
  expect(sync.effects).toEqual({ reserve: 1, charge: 1, send: 1 });
  const late = await runCrash({ experiment: at("async"), runtime, kernel, sqlJs, signal });
  expect(late.resume).toMatchObject({ error: null, ran: ["charge", "send"] });
  expect(late.effects).toEqual({ reserve: 1, charge: 2, send: 1 });
  const exit = await runCrashIn(guest, { experiment: at("exit"), sqlJs, signal });
  expect(exit.survived.steps).toEqual([]);
  expect(exit.resume).toMatchObject({ error: { name: "EmptyInputError" }, ran: [] });
  expect(exit.effects).toEqual({ reserve: 1, charge: 1, send: 0 });
});

test("a run that nobody kills goes to the end, with each moment named once", async () => {
  for (const durability of DURABILITIES) {
    const outcome = await crash({ durability, putMs: 30, nodeMs: 20, killAt: null });
    expect(outcome).toMatchObject({ killed: false, resume: null, effects: { reserve: 1, charge: 1, send: 1 } });
    const moments = outcome.before.map(({ moment }) => moment);
    expect(new Set(moments).size).toBe(moments.length);
    expect(moments).toEqual(expect.arrayContaining(KILL_POINTS.map(({ momentIn }) => momentIn(durability))));
    const times = outcome.before.map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
  }
});

test("a moment that does not come kills nothing", async () => {
  const outcome = await crash({ durability: "exit", putMs: 10, nodeMs: 10, killAt: "before put of step 0" });
  expect(outcome).toMatchObject({ killed: false, resume: null });
  expect(describeOutcome(outcome).at(-1)).toBe("finding: ran to the end: this moment did not come");
});

test("an experiment that is aborted rejects with the reason", async () => {
  const experiment = { durability: "sync", putMs: 10, nodeMs: 10, killAt: null } as const;
  const reason = new Error("no longer wanted");
  const aborted = AbortSignal.abort(reason);
  await expect(runCrash({ experiment, runtime, kernel, sqlJs, signal: aborted })).rejects.toBe(reason);
});

test("aborted between start and crash, it rejects with the reason, and the end of the guest is no error of its own", async () => {
  const experiment = { durability: "sync", putMs: 10, nodeMs: 10, killAt: "send begins" } as const;
  const controller = new AbortController();
  const reason = new Error("no longer wanted");
  const aborting = Object.create(runtime, {
    start: { value: async () => undefined },
    open: {
      value: async () => {
        const opened = await runtime.open(crashJob(kernel), signal);
        const module = async (path: string) => {
          const loaded = await opened.root.module(path);
          controller.abort(reason);
          return loaded;
        };
        const root = { begin: (databases: readonly never[]) => opened.root.begin(databases), module };
        return Object.create(opened, {
          root: { value: root },
          [Symbol.asyncDispose]: { value: () => opened.kill() },
        }) as Guest;
      },
    },
  }) as typeof runtime;
  await expect(runCrash({ experiment, runtime: aborting, kernel, sqlJs, signal: controller.signal })).rejects.toBe(
    reason,
  );
});
