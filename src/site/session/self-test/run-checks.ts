// Runs the checks of the self-test one after another, each with an end: its own, that of its time, or that of the whole.
import { RuntimeError } from "../../../runtimes/errors.ts";
import { orAborted } from "../../../runtimes/wait.ts";
import type { GroupWords } from "./catalogue.ts";
import { type CheckState, failed, type GroupId, type OpenGroup, type Result, type Run, untold } from "./model.ts";
import { messageOf, seconds, sentence } from "./words.ts";

/** A container that does not start is given up on before this, with its cause. */
const CHECK_MS = 90_000;

/** Thrown by a check that needs what an earlier one could not get. */
export class NotRun extends Error {
  override readonly name = "NotRun";
}

export interface RunOptions {
  readonly groups: readonly GroupWords[];
  /** Loads what a group's checks do. */
  open(group: GroupId): Promise<OpenGroup>;
  readonly signal: AbortSignal;
  changed(id: string, state: CheckState): void;
  readonly checkMs?: number;
}

export const idOf = (group: GroupId, name: string): string => `${group}/${name}`;

/** Resolves when all are done, or when the signal was aborted; then the rest have not been run. */
export async function runChecks({ groups, open, signal, changed, checkMs = CHECK_MS }: RunOptions): Promise<void> {
  for (const { id, checks } of groups) {
    const opening = open(id);
    try {
      for (const { name } of checks) {
        const check: Run = async (...given) => {
          const run = (await opening).runs[name];
          if (!run) throw new Error(`nobody knows how to do ${idOf(id, name)}`);
          return run(...given);
        };
        await runOne(check, { signal, checkMs, changed: (state) => changed(idOf(id, name), state) });
      }
    } finally {
      const opened = await opening.catch(() => null);
      // What it leaves behind goes with the page; the other groups are still to be run.
      await Promise.resolve(opened?.[Symbol.asyncDispose]()).catch(() => undefined);
    }
  }
}

interface One {
  readonly signal: AbortSignal;
  readonly checkMs: number;
  changed(state: CheckState): void;
}

async function runOne(run: Run, { signal, checkMs, changed }: One): Promise<void> {
  if (signal.aborted) return changed({ phase: "done", result: STOPPED, ms: 0 });
  const since = performance.now();
  let isOver = false;
  const tell = (step: string): void => {
    if (!isOver) changed({ phase: "running", step });
  };
  tell("");
  const late = AbortSignal.timeout(checkMs);
  const both = AbortSignal.any([signal, late]);
  let result: Result;
  try {
    result = await orAborted(run(both, tell), both);
  } catch (error) {
    result = signal.aborted ? STOPPED : late.aborted ? tooLate(checkMs) : resultOf(error);
  }
  isOver = true;
  changed({ phase: "done", result, ms: performance.now() - since });
}

const STOPPED = untold("stopped", "This was not looked at: the checks were stopped.");

function tooLate(checkMs: number): Result {
  return failed(`no answer within ${seconds(checkMs)}`, "Something here waits for ever. Please report this.");
}

function resultOf(error: unknown): Result {
  if (error instanceof NotRun) return untold("not run", error.message);
  // Its message says what to do.
  if (error instanceof RuntimeError) return failed(error.code, sentence(error.message));
  return failed(messageOf(error), "This was not foreseen. Please report it.");
}
