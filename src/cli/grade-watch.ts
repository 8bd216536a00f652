// `forkpoint grade --watch`: after the batch, whatever is added to the folder or changed in it, until the command is ended.
import { setTimeout as wait } from "node:timers/promises";
import type { Submissions } from "../course/read-submissions.node.ts";
import { hashFiles } from "../results/hash.ts";
import type { Named } from "./grade-one.ts";
import type { Graded } from "./grade-summary.ts";
import { Settled } from "./settled.ts";
import { type Output, printable } from "./terminal.ts";
import { changesIn, type WatchPace } from "./watch-folder.ts";

export interface Watched {
  readonly folder: string;
  readonly pace: WatchPace;
  readonly signal: AbortSignal;
  read(): Promise<Submissions>;
  named(submissions: Submissions["submissions"]): readonly Named[];
  grade(named: readonly Named[]): Promise<readonly Graded[]>;
  /** All that there is now, in the order of the submissions. */
  keep(graded: readonly Graded[]): Promise<void>;
}

/** Workshop pace: a line some seconds after somebody has saved. */
export const WATCH_PACE: WatchPace = { quietMs: 400, atMostMs: 3_000 };

/** `submissions` were graded as `graded`. Resolves with the last results when the signal is aborted. */
export async function watchSubmissions(
  submissions: Submissions["submissions"],
  graded: readonly Graded[],
  watched: Watched,
  out: Output,
): Promise<readonly Graded[]> {
  const { folder, pace, signal } = watched;
  const settled = new Settled(await statesOf(submissions));
  const results = new Map(graded.map((one) => [one.file, one]));
  let now = graded;
  out.note(`Watching ${printable(folder, 600)}. End it with Ctrl+C.`);
  for await (const _ of changesIn(folder, pace, signal)) {
    do {
      const all = await watched.read().catch((error: NodeJS.ErrnoException) => {
        out.note(`${printable(folder, 600)} could not be read (${error.code ?? error.message})`);
        return null;
      });
      if (all === null) break;
      const changed = settled.look(await statesOf(all.submissions));
      const named = watched.named(all.submissions);
      const waiting = named.filter(({ submission }) => changed.includes(submission.author));
      for (const one of waiting.length > 0 ? await watched.grade(waiting) : []) results.set(one.file, one);
      const present = named.flatMap(({ file }) => results.get(file) ?? []);
      if (waiting.length > 0 || present.length !== now.length) await watched.keep((now = present));
    } while (settled.isWaiting && (await quiet(pace, signal)));
  }
  return now;
}

/** False when it was ended meanwhile. */
async function quiet({ quietMs }: WatchPace, signal: AbortSignal): Promise<boolean> {
  await wait(quietMs, undefined, { signal }).catch(() => undefined);
  return !signal.aborted;
}

async function statesOf(submissions: Submissions["submissions"]): Promise<Map<string, string>> {
  const states = new Map<string, string>();
  for (const submission of submissions)
    if (!states.has(submission.author))
      states.set(
        submission.author,
        "refused" in submission ? submission.refused : (await hashFiles(submission.files)).hash,
      );
  return states;
}
