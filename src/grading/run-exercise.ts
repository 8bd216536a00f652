// Runs the learner's program, as the Run button does: no tests, no verdict, only what it does and how it ended.
import type { Exercise, Files, Problem } from "../course/model.ts";
import { PortError, RemoteError } from "../port/errors.ts";
import type { ExerciseRuntime, Guest, NamedDatabase, Outcome, TraceEvent } from "../runtimes/runtime.ts";
import type { Kernel } from "./kernel.ts";
import { threw } from "./load-problem.ts";
import { prepareJob } from "./prepare-job.ts";
import { hostProblem } from "./problem.ts";
import { OUT_OF_TIME, waitFor } from "./wait-for.ts";

export interface ExerciseRun {
  readonly exercise: Exercise;
  readonly files: Files;
  readonly runtime: ExerciseRuntime;
  readonly kernel: Kernel;
  /** Aborted by Stop, or by a newer run. */
  readonly signal: AbortSignal;
  onStep?(step: string): void;
  onTrace?(event: TraceEvent): void;
}

export interface RunResult {
  readonly outcome: Outcome;
  /** Why it did not run, or what its top level threw. */
  readonly problem: Problem | null;
  /** What the program had stored; empty when it could not be asked any more. */
  readonly databases: readonly NamedDatabase[];
}

/** A program that says nothing for so long after its last line is taken to be over, even where a promise of it still waits. */
const QUIET_MS = 150;
/** How long a guest may take to hand over its databases. */
const GRACE_MS = 1_000;

/** What the program does never rejects: Stop is the outcome "cancelled". */
export async function runExercise(run: ExerciseRun): Promise<RunResult> {
  const { exercise, runtime, signal } = run;
  const prepared = prepareJob(exercise, run.files, [exercise.run], run.kernel);
  if ("problem" in prepared) return notRun(prepared.problem);
  let guest: Guest;
  try {
    await runtime.start(signal, run.onStep);
    guest = await runtime.open(prepared.job, signal);
  } catch (error) {
    return signal.aborted ? cancelled() : notRun(hostProblem(error));
  }
  await using _ = guest;
  let lastSign = performance.now();
  guest.onTrace((event) => {
    lastSign = performance.now();
    run.onTrace?.(event);
  });
  try {
    return await follow(guest, exercise, signal, () => lastSign);
  } catch (error) {
    if (!signal.aborted) throw error;
    await guest.kill({ ended: "cancelled" });
    return cancelled();
  }
}

async function follow(
  guest: Guest,
  exercise: Exercise,
  signal: AbortSignal,
  lastSign: () => number,
): Promise<RunResult> {
  const { run, limits } = exercise;
  const deadline = performance.now() + limits.totalMs;
  const left = () => Math.max(0, deadline - performance.now());
  let problem: Problem | null = null;
  try {
    const loaded = await waitFor(guest.root.module(run), limits.totalMs, signal);
    if (loaded === OUT_OF_TIME) return await stopped(guest, exercise, signal);
  } catch (error) {
    if (error instanceof PortError) return { outcome: await endOf(guest, signal), problem: null, databases: [] };
    if (!(error instanceof RemoteError)) throw error;
    problem = threw(run, error);
  }
  for (let quiet = 0; quiet < QUIET_MS && left() > 0; quiet = performance.now() - lastSign()) {
    const ended = await waitFor(guest.ended, Math.min(QUIET_MS - quiet + 1, left()), signal);
    if (ended !== OUT_OF_TIME) return { outcome: ended, problem, databases: [] };
  }
  if (left() === 0) return await stopped(guest, exercise, signal);
  return { outcome: { ended: "finished" }, problem, databases: await databasesOf(guest, signal) };
}

/** Out of time. A program that only waits can still hand over what it stored; one in a loop cannot. */
async function stopped(guest: Guest, { run, limits }: Exercise, signal: AbortSignal): Promise<RunResult> {
  const databases = await databasesOf(guest, signal);
  const outcome: Outcome = { ended: "timed-out", during: run, afterMs: limits.totalMs };
  await guest.kill(outcome);
  return { outcome, problem: null, databases };
}

async function databasesOf(guest: Guest, signal: AbortSignal): Promise<readonly NamedDatabase[]> {
  try {
    const databases = await waitFor(guest.root.databases(), GRACE_MS, signal);
    return databases === OUT_OF_TIME ? [] : databases.filter(isDatabase);
  } catch (error) {
    if (error instanceof PortError || error instanceof RemoteError) return [];
    throw error;
  }
}

/** A guest may answer with anything. */
function isDatabase(database: Partial<NamedDatabase> | null): database is NamedDatabase {
  return typeof database?.name === "string" && database.bytes instanceof Uint8Array;
}

async function endOf(guest: Guest, signal: AbortSignal): Promise<Outcome> {
  const outcome = await waitFor(guest.ended, GRACE_MS, signal);
  return outcome === OUT_OF_TIME ? { ended: "crashed", message: "it broke the rules of the wire" } : outcome;
}

function notRun(problem: Problem): RunResult {
  return { outcome: { ended: "finished" }, problem, databases: [] };
}

function cancelled(): RunResult {
  return { outcome: { ended: "cancelled" }, problem: null, databases: [] };
}
