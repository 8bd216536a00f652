// Outcomes made up by hand, so that what is told of them can be tested without a run.
import type { CrashEvent, CrashOutcome } from "../../src/lab/model.ts";

/** "0 node-began charge". The moment's name does not matter here. */
export function events(...lines: readonly string[]): CrashEvent[] {
  return lines.map((line) => {
    const [atMs, kind, of] = line.split(" ") as [string, CrashEvent["kind"], string];
    return { atMs: Number(atMs), kind, of, moment: line };
  });
}

/** Killed as send begins; nothing was lost, unless told otherwise. */
export function outcomeOf(changes: Partial<CrashOutcome> = {}): CrashOutcome {
  return {
    experiment: { durability: "sync", putMs: 10, nodeMs: 20, killAt: "send begins" },
    before: events("0 node-began charge", "10 effect charge", "20 node-ended charge", "20 node-began send"),
    killed: true,
    survived: { steps: [-1, 0, 1, 2], pendingWrites: 0, finished: [], next: ["send"] },
    resume: { error: null, ran: ["send"], events: events("0 node-began send", "10 effect send", "20 node-ended send") },
    effects: { reserve: 1, charge: 1, send: 1 },
    ...changes,
  };
}

export const emptyInput = { name: "EmptyInputError", message: "no input" };
