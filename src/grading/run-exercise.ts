// Runs the learner's program, as the Run button does, or one of ours over the learner's files, as the lab does: no tests,
// no verdict, only what it does and how it ended.
import type { Exercise, Files, ImportTable, Limits, Problem } from "../course/model.ts";
import { PortError, RemoteError } from "../port/errors.ts";
import type { ExerciseRuntime, Guest, Job, NamedDatabase, Outcome, TraceEvent } from "../runtimes/runtime.ts";
import type { Kernel } from "./kernel.ts";
import { threw } from "./load-problem.ts";
import { type PreparedJob, prepareJob } from "./prepare-job.ts";
import { hostProblem } from "./problem.ts";
import { OUT_OF_TIME, waitFor } from "./wait-for.ts";

export interface ExerciseRun {
  readonly exercise: Exercise;
  readonly files: Files;
  readonly runtime: ExerciseRuntime;
  readonly kernel: Kernel;
  /** Aborted by Stop, or by a newer run. */
  readonly signal: AbortSignal;
  /** What the guest begins with; without, it begins with empty databases. */
  readonly over?: readonly NamedDatabase[];
  /** Run in place of `exercise.run`. It may import the exercise's files, and `PROGRAM_NAMES` besides. */
  readonly program?: { readonly path: string; readonly text: string };
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
  const { signal } = run;
  const path = run.program?.path ?? run.exercise.run;
  const prepared = prepare(run, path);
  if ("problem" in prepared) return notRun(prepared.problem);
  const opened = await open(run, prepared.job);
  if ("outcome" in opened) return opened;
  await using guest = opened;
  let lastSign = performance.now();
  guest.onTrace((event) => {
    lastSign = performance.now();
    run.onTrace?.(event);
  });
  try {
    return await follow(guest, path, run, () => lastSign);
  } catch (error) {
    if (!signal.aborted) throw error;
    await guest.kill({ ended: "cancelled" });
    return cancelled();
  }
}

/** A guest that has begun, or why there is none. */
async function open({ runtime, signal, over, onStep }: ExerciseRun, job: Job): Promise<Guest | RunResult> {
  let guest: Guest | null = null;
  try {
    await runtime.start(signal, onStep);
    guest = await runtime.open(job, signal);
    if (over) await guest.root.begin(over);
    return guest;
  } catch (error) {
    await guest?.kill();
    return signal.aborted ? cancelled() : notRun(hostProblem(error));
  }
}

function prepare({ exercise, files, kernel, program }: ExerciseRun, path: string): PreparedJob {
  if (!program) return prepareJob(exercise, files, [path], kernel);
  const imports = { ...exercise.imports, [LANGGRAPH]: widened(exercise.imports[LANGGRAPH], PROGRAM_NAMES) };
  return prepareJob({ ...exercise, imports }, files, [path], kernel, { [path]: program.text });
}

const LANGGRAPH = "@langchain/langgraph";
/** What our programs need of it, whatever the exercise withholds. */
const PROGRAM_NAMES = ["Command", "Overwrite"];

function widened(rule: ImportTable[string] | undefined, names: readonly string[]): ImportTable[string] {
  if (rule === "all") return "all";
  if (rule === undefined) return { only: names };
  if ("only" in rule) return { only: [...new Set([...rule.only, ...names])] };
  return { except: rule.except.filter((name) => !names.includes(name)) };
}

async function follow(
  guest: Guest,
  path: string,
  { exercise, signal }: ExerciseRun,
  lastSign: () => number,
): Promise<RunResult> {
  const { limits } = exercise;
  const deadline = performance.now() + limits.totalMs;
  const left = () => Math.max(0, deadline - performance.now());
  let problem: Problem | null = null;
  try {
    const loaded = await waitFor(guest.root.module(path), limits.totalMs, signal);
    if (loaded === OUT_OF_TIME) return await stopped(guest, path, limits, signal);
  } catch (error) {
    if (error instanceof PortError) return { outcome: await endOf(guest, signal), problem: null, databases: [] };
    if (!(error instanceof RemoteError)) throw error;
    problem = threw(path, error);
  }
  for (let quiet = 0; quiet < QUIET_MS && left() > 0; quiet = performance.now() - lastSign()) {
    const ended = await waitFor(guest.ended, Math.min(QUIET_MS - quiet + 1, left()), signal);
    if (ended !== OUT_OF_TIME) return { outcome: ended, problem, databases: [] };
  }
  if (left() === 0) return await stopped(guest, path, limits, signal);
  return { outcome: { ended: "finished" }, problem, databases: await databasesOf(guest, signal) };
}

/** Out of time. A program that only waits can still hand over what it stored; one in a loop cannot. */
async function stopped(guest: Guest, path: string, { totalMs }: Limits, signal: AbortSignal): Promise<RunResult> {
  const databases = await databasesOf(guest, signal);
  const outcome: Outcome = { ended: "timed-out", during: path, afterMs: totalMs };
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
