// What happened to one answer, in order: edits, attempts with what the candidate's page saw, and pauses as gaps between them.
import type { Files, Report } from "../../../course/model.ts";
import type { Attempt } from "../../../interview/model.ts";
import type { ReviewPage, ShownItem } from "../../../interview/review-page.ts";

export interface Moment {
  /** Milliseconds of the session's clock. */
  readonly at: number;
  readonly kind: "given" | "edit" | "attempt" | "end";
  readonly files: Files;
  /** As the candidate's page saw it; null where this is no attempt. */
  readonly attempt: Attempt | null;
  /** How long the clock stood between the moment before and this one; 0 = it did not. */
  readonly pausedMs: number;
}

/** From what was given to what was handed in. Only these two where nothing was recorded. */
export function momentsOf(shown: ShownItem, log: ReviewPage["log"]): readonly Moment[] {
  const happened = [
    ...shown.edits.map(({ at, files }) => ({ at, kind: "edit" as const, files, attempt: null })),
    ...shown.attempts.map((attempt) => ({ at: attempt.at, kind: "attempt" as const, files: attempt.files, attempt })),
  ].sort((one, other) => one.at - other.at || (one.kind === "edit" ? -1 : 1));
  const began = log.find((entry) => entry.what === "opened" && entry.exercise === shown.exercise)?.at ?? 0;
  const over = log.findLast(({ what }) => what === "finished" || what === "time-up")?.at ?? 0;
  const first = Math.min(began, happened[0]?.at ?? began);
  const last = Math.max(over, first, happened.at(-1)?.at ?? 0);
  const all = [
    { at: first, kind: "given" as const, files: shown.starter, attempt: null },
    ...happened.map((moment) => ({ ...moment, files: ownOf(moment.files, shown) })),
    { at: last, kind: "end" as const, files: shown.files, attempt: null },
  ];
  return all.map((moment, index) => ({ ...moment, pausedMs: pausedBetween(log, all[index - 1]?.at, moment.at) }));
}

/** Every visible rule held, as the candidate's page saw it. */
export function isAllGreen(report: Report | null): boolean {
  return !!report?.score && report.results.every(({ verdict }) => verdict.status === "passed");
}

/** The first attempt in which every visible rule held; -1 = there is none. */
export function firstAllGreen(moments: readonly Moment[]): number {
  return moments.findIndex(({ attempt }) => attempt !== null && isAllGreen(attempt.report));
}

/** The clock of a session stands while it is paused, so a pause has one time and a length. */
function pausedBetween(log: ReviewPage["log"], from: number | undefined, to: number): number {
  if (from === undefined) return 0;
  return log.reduce(
    (sum, entry) => sum + (entry.what === "paused" && entry.at >= from && entry.at < to ? entry.ms : 0),
    0,
  );
}

/** What is the candidate's to write; a recording may hold given files too. */
function ownOf(files: Files, { starter }: ShownItem): Files {
  return Object.fromEntries(
    Object.keys(starter).flatMap((name) => (Object.hasOwn(files, name) ? [[name, files[name]!]] : [])),
  );
}
