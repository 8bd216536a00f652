// An outcome told to a learner: what survived, where the resume went on, what ran, and why it came to that. Pure functions.
import type { CrashOutcome } from "../model.ts";
import { findingOf, listed } from "./crash-table.ts";
import { CRASH_NODES } from "./program.ts";
import { minus, nameOf, timelineOf } from "./timeline.ts";

export interface OutcomeStory {
  readonly survived: string;
  /** What was on its way to the disk, as the end of a sentence; null when nothing was. */
  readonly cutOff: string | null;
  readonly resumed: string;
  readonly ran: string;
  readonly why: string;
}

/** Of an outcome that was killed; null for one that was not. */
export function tellOutcome(outcome: CrashOutcome): OutcomeStory | null {
  if (!outcome.killed || outcome.resume === null) return null;
  const { ran } = outcome.resume;
  return {
    survived: survivedInWords(outcome),
    cutOff: cutOffInWords(outcome),
    resumed: resumedInWords(outcome),
    ran: ran.length > 0 ? `${capital(listed(ran))}.` : "No node.",
    why: whyInWords(outcome),
  };
}

function survivedInWords({ survived: { steps, finished } }: CrashOutcome): string {
  if (steps.length === 0) return "No checkpoint. The file has its tables and not one checkpoint in them.";
  const numbers = listed(steps.map(minus));
  const checkpoints = steps.length === 1 ? `The checkpoint of step ${numbers}.` : `Checkpoints of steps ${numbers}.`;
  if (finished.length === 0) return checkpoints;
  const results = finished.map((of) => nameOf({ kind: "writes", of }));
  return `${checkpoints} Beside the last lies ${listed(results)}, as a pending write.`;
}

function cutOffInWords({ before }: CrashOutcome): string | null {
  const lost = timelineOf(before).spans.filter(({ kind, toMs }) => kind !== "node" && toMs === null);
  return lost.length === 0 ? null : `${listed(lost.map(nameOf))}.`;
}

function resumedInWords({ survived: { steps, finished, next }, resume }: CrashOutcome): string {
  const error = resume?.error;
  if (error) {
    const left = resume.events.find(({ kind }) => kind === "put-stored");
    const trace = left ? ` The attempt itself left a checkpoint of step ${minus(left.of)} in the file.` : "";
    return `It found nothing to go on from and threw ${error.name}: ${error.message}.${trace}`;
  }
  const found = `It found the checkpoint of step ${minus(steps.at(-1)!)}.`;
  if (next.length === 0 && finished.length === 0) return `${found} Nothing is left to run.`;
  const done = finished.filter((node) => node !== "__start__");
  const skipped = done.map((node) => ` ${capital(node)} need not run again: its result lies beside it.`).join("");
  const [first] = resume?.ran ?? [];
  return `${found}${skipped}${first === undefined ? " No node is left to run." : ` ${capital(first)} comes next.`}`;
}

function whyInWords(outcome: CrashOutcome): string {
  const { before, experiment, effects } = outcome;
  const finding = findingOf(outcome);
  switch (finding.kind) {
    case "not-killed":
      return "";
    case "unnoticed":
      return "All that had taken effect was stored when the worker died.";
    case "all-lost":
      return `${lostBecause(experiment.durability)}${stillHappened(effects)}`;
    case "silently-lost":
      return `The resume said nothing, and yet ${listed(finding.nodes)} never happened.`;
    case "resume-failed":
      return "The bytes that survived could not be resumed from.";
    case "twice":
      return finding.nodes.map((node) => twiceBecause(node, before)).join(" ");
  }
}

function lostBecause(durability: CrashOutcome["experiment"]["durability"]): string {
  if (durability === "exit") return "With exit there is one put, at the end. The crash came before it was stored.";
  if (durability === "async")
    return "With async the nodes do not wait: the crash came before the first checkpoint was stored.";
  return "The crash came before the first checkpoint was stored.";
}

function stillHappened(effects: CrashOutcome["effects"]): string {
  const happened = CRASH_NODES.filter((node) => effects[node]! > 0);
  if (happened.length === 0) return " No effect had reached the world outside yet.";
  return ` ${capital(listed(happened))} happened all the same, and nobody remembers.`;
}

function twiceBecause(node: string, before: CrashOutcome["before"]): string {
  const seen = (wanted: string) => before.some(({ kind, of }) => kind === wanted && of === node);
  if (!seen("node-ended")) return `${capital(node)} had taken effect but not ended: no durability can know that.`;
  return seen("writes-stored")
    ? `The result of ${node} was stored, but not the checkpoint that it belongs to.`
    : `${capital(node)} had ended, but its result had not reached the disk.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
