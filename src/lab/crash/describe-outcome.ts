// An outcome as lines of plain text: the same in every host, so that two hosts can be compared by it.
import type { CrashEvent, CrashOutcome } from "../model.ts";
import { findingInWords, findingOf } from "./crash-table.ts";

export function describeOutcome(outcome: CrashOutcome): string[] {
  const { experiment, before, killed, survived, resume, effects } = outcome;
  const { durability, putMs, nodeMs, killAt } = experiment;
  return [
    `durability ${durability}, a put takes ${putMs} ms, a node ${nodeMs} ms, killed at: ${killAt ?? "never"}`,
    ...before.map(line),
    killed ? `killed at ${before.at(-1)!.atMs} ms` : "ran to the end",
    `stored: steps ${text(survived.steps)}; ${survived.pendingWrites} pending writes with the last; ` +
      `finished ${text(survived.finished)}; next ${text(survived.next)}`,
    ...(resume ? describeResume(resume) : []),
    `effects: ${Object.entries(effects)
      .map(([node, times]) => `${node} ${times}`)
      .join(", ")}`,
    `finding: ${findingInWords(findingOf(outcome))}`,
  ];
}

function describeResume({ events, error, ran }: NonNullable<CrashOutcome["resume"]>): string[] {
  const ending = error ? `the resume threw ${error.name}: ${error.message}` : "the resume ended";
  return ["resumed in a new worker", ...events.map(line), ending, `ran again or for the first time: ${text(ran)}`];
}

function line({ atMs, moment }: CrashEvent): string {
  return `  ${atMs} ms  ${moment}`;
}

function text(list: readonly (string | number)[]): string {
  return list.length === 0 ? "none" : list.join(", ");
}
