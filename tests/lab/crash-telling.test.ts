// What is said of an outcome: the finding, its words, the story, and the lines by which two hosts are compared.
import { expect, test } from "vitest";
import { KILL_POINTS, findingInWords, findingOf, listed } from "../../src/lab/crash/crash-table.ts";
import { describeOutcome } from "../../src/lab/crash/describe-outcome.ts";
import { tellOutcome } from "../../src/lab/crash/tell-outcome.ts";
import type { CrashOutcome } from "../../src/lab/model.ts";
import { emptyInput, events, outcomeOf } from "./crash-outcomes.ts";

const nothing = { steps: [], pendingWrites: 0, finished: [], next: [] };
const failed = (error: { name: string; message: string }) => ({ error, ran: [], events: [] });

const FINDINGS: readonly [string, Partial<CrashOutcome>][] = [
  ["as if nothing had happened", {}],
  ["charge happened twice", { effects: { reserve: 1, charge: 2, send: 1 } }],
  ["reserve, charge and send happened twice", { effects: { reserve: 2, charge: 2, send: 2 } }],
  ["everything is lost: the resume finds nothing", { survived: nothing, resume: failed(emptyInput) }],
  ["lost without an error: send never happened", { effects: { reserve: 2, charge: 1, send: 0 } }],
  ["the resume failed: TypeError: no", { resume: failed({ name: "TypeError", message: "no" }) }],
  ["the resume failed: EmptyInputError: no input", { resume: failed(emptyInput) }],
  ["ran to the end: this moment did not come", { killed: false, resume: null }],
];

test.each(FINDINGS)("%s", (words, changes) => {
  expect(findingInWords(findingOf(outcomeOf(changes)))).toBe(words);
});

test("names are listed as one says them", () => {
  expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(listed)).toEqual(["", "a", "a and b", "a, b and c"]);
});

test("every kill point has an id and words of its own", () => {
  for (const key of ["id", "says"] as const)
    expect(new Set(KILL_POINTS.map((point) => point[key])).size).toBe(KILL_POINTS.length);
});

test("what survived is told with what lies beside it, and with what was cut off", () => {
  const story = tellOutcome(
    outcomeOf({
      before: events(
        "0 put-began -1",
        "0 writes-began __start__",
        "5 put-stored -1",
        "5 put-began 0",
        "6 writes-began reserve",
      ),
      survived: { steps: [-1, 0], pendingWrites: 2, finished: ["reserve"], next: [] },
      resume: { error: null, ran: ["charge", "send"], events: [] },
    }),
  );
  expect(story).toMatchObject({
    survived: "Checkpoints of steps −1 and 0. Beside the last lies the result of reserve, as a pending write.",
    cutOff: "the input, the checkpoint of step 0 and the result of reserve.",
    resumed:
      "It found the checkpoint of step 0. Reserve need not run again: its result lies beside it. Charge comes next.",
    ran: "Charge and send.",
  });
});

test("where nothing survived, the error is told, and the checkpoint that the attempt left", () => {
  const lost = { survived: nothing, effects: { reserve: 1, charge: 1, send: 0 } };
  const story = tellOutcome(
    outcomeOf({ ...lost, resume: { ...failed(emptyInput), events: events("0 put-began -2", "9 put-stored -2") } }),
  );
  expect(story?.survived).toBe("No checkpoint. The file has its tables and not one checkpoint in them.");
  expect(story?.resumed).toBe(
    "It found nothing to go on from and threw EmptyInputError: no input. The attempt itself left a checkpoint of step −2 in the file.",
  );
  expect(story?.ran).toBe("No node.");
  expect(story?.why).toContain("Reserve and charge happened all the same, and nobody remembers.");
  const quiet = tellOutcome(outcomeOf({ ...lost, resume: failed(emptyInput) }));
  expect(quiet?.resumed).not.toContain("left a checkpoint");
});

test("why all was lost depends on the durability", () => {
  const why = (durability: "sync" | "async" | "exit") => {
    const experiment = { durability, putMs: 1, nodeMs: 2, killAt: "x" };
    const effects = { reserve: 0, charge: 0, send: 0 };
    return tellOutcome(outcomeOf({ experiment, effects, survived: nothing, resume: failed(emptyInput) }))?.why;
  };
  expect(why("sync")).toBe(
    "The crash came before the first checkpoint was stored. No effect had reached the world outside yet.",
  );
  expect(why("async")).toContain("the nodes do not wait");
  expect(why("exit")).toContain("one put, at the end");
});

test("why something happened twice: at work, on its way, or stored for a checkpoint that was not", () => {
  const why = (...more: string[]) =>
    tellOutcome(
      outcomeOf({
        before: events("0 node-began charge", "5 effect charge", ...more),
        effects: { reserve: 1, charge: 2, send: 1 },
      }),
    )?.why;
  expect(why()).toBe("Charge had taken effect but not ended: no durability can know that.");
  const ended = ["9 node-ended charge", "9 writes-began charge"];
  expect(why(...ended)).toBe("Charge had ended, but its result had not reached the disk.");
  expect(why(...ended, "12 writes-stored charge")).toBe(
    "The result of charge was stored, but not the checkpoint that it belongs to.",
  );
});

test("a finished thread has nothing left to run", () => {
  const survived = { steps: [3], pendingWrites: 0, finished: [], next: [] };
  const story = tellOutcome(outcomeOf({ survived, resume: { error: null, ran: [], events: [] } }));
  expect(story).toMatchObject({
    survived: "The checkpoint of step 3.",
    resumed: "It found the checkpoint of step 3. Nothing is left to run.",
    why: "All that had taken effect was stored when the worker died.",
  });
});

test("what was not killed has no story", () => {
  expect(tellOutcome(outcomeOf({ killed: false, resume: null }))).toBeNull();
});

test("an outcome as lines", () => {
  expect(describeOutcome(outcomeOf())).toEqual([
    "durability sync, a put takes 10 ms, a node 20 ms, killed at: send begins",
    "  0 ms  0 node-began charge",
    "  10 ms  10 effect charge",
    "  20 ms  20 node-ended charge",
    "  20 ms  20 node-began send",
    "killed at 20 ms",
    "stored: steps -1, 0, 1, 2; 0 pending writes with the last; finished none; next send",
    "resumed in a new worker",
    "  0 ms  0 node-began send",
    "  10 ms  10 effect send",
    "  20 ms  20 node-ended send",
    "the resume ended",
    "ran again or for the first time: send",
    "effects: reserve 1, charge 1, send 1",
    "finding: as if nothing had happened",
  ]);
  const whole = describeOutcome(outcomeOf({ killed: false, resume: null }));
  expect(whole).toContain("ran to the end");
  expect(whole.some((line) => line.startsWith("resumed"))).toBe(false);
  expect(describeOutcome(outcomeOf({ resume: failed(emptyInput) }))).toContain(
    "the resume threw EmptyInputError: no input",
  );
});
