// The table of the crash lab: durability by moment of the crash, and what each cell found, in words. Pure functions.
import type { CrashExperiment, CrashOutcome, Durability } from "../model.ts";
import { CRASH_NODES } from "./program.ts";

export const DURABILITIES = ["sync", "async", "exit"] as const satisfies readonly Durability[];

/** A moment that every durability has, though not under the same name. */
export interface KillPoint {
  readonly id: string;
  readonly says: string;
  /** Name of the moment in a run with this durability. */
  momentIn(durability: Durability): string;
}

/** In the order of the graph. */
export const KILL_POINTS: readonly KillPoint[] = [
  point("before-first-put", "before the first put", (durability) => `before put of step ${firstPut(durability)}`),
  point("after-first-put", "after the first put", (durability) => `after put of step ${firstPut(durability)}`),
  point("in-reserve", "while reserve works, after its effect", () => "effect of reserve"),
  point("before-charge", "between reserve and charge", () => "charge begins"),
  point("in-charge", "while charge works, after its effect", () => "effect of charge"),
  point("after-charge", "as charge ends, before its put", () => "charge ends"),
  point("before-send", "between charge and send", () => "send begins"),
  point("in-send", "while send works, after its effect", () => "effect of send"),
  point("before-last-put", "before the last put", () => `before put of step ${LAST_PUT}`),
  point("after-last-put", "after the last put", () => `after put of step ${LAST_PUT}`),
];

const LAST_PUT = CRASH_NODES.length;

/** With "exit" the last put is the only one. */
function firstPut(durability: Durability): number {
  return durability === "exit" ? LAST_PUT : -1;
}

function point(id: string, says: string, momentIn: (durability: Durability) => string): KillPoint {
  return { id, says, momentIn };
}

/** The experiment of one cell. */
export function experimentAt(
  killPoint: KillPoint,
  durability: Durability,
  { putMs, nodeMs }: Pick<CrashExperiment, "putMs" | "nodeMs">,
): CrashExperiment {
  return { durability, putMs, nodeMs, killAt: killPoint.momentIn(durability) };
}

export type Finding =
  /** The moment did not come. */
  | { readonly kind: "not-killed" }
  | { readonly kind: "unnoticed" }
  | { readonly kind: "twice"; readonly nodes: readonly string[] }
  /** Nothing was stored, and the resume said so. */
  | { readonly kind: "all-lost" }
  /** The resume ended well, but some effect never happened. */
  | { readonly kind: "silently-lost"; readonly nodes: readonly string[] }
  | { readonly kind: "resume-failed"; readonly error: string };

export type FindingKind = Finding["kind"];

/** What is worst about an outcome. */
export function findingOf({ killed, survived, resume, effects }: CrashOutcome): Finding {
  if (!killed || resume === null) return { kind: "not-killed" };
  if (resume.error)
    return survived.steps.length === 0 && resume.error.name === "EmptyInputError"
      ? { kind: "all-lost" }
      : { kind: "resume-failed", error: `${resume.error.name}: ${resume.error.message}` };
  const never = CRASH_NODES.filter((node) => effects[node] === 0);
  if (never.length > 0) return { kind: "silently-lost", nodes: never };
  const twice = CRASH_NODES.filter((node) => effects[node]! > 1);
  return twice.length > 0 ? { kind: "twice", nodes: twice } : { kind: "unnoticed" };
}

export function findingInWords(finding: Finding): string {
  switch (finding.kind) {
    case "not-killed":
      return "ran to the end: this moment did not come";
    case "unnoticed":
      return "as if nothing had happened";
    case "twice":
      return `${listed(finding.nodes)} happened twice`;
    case "all-lost":
      return "everything is lost: the resume finds nothing";
    case "silently-lost":
      return `lost without an error: ${listed(finding.nodes)} never happened`;
    case "resume-failed":
      return `the resume failed: ${finding.error}`;
  }
}

/** "a", "a and b", "a, b and c". */
export function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
