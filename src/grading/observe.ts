// What comes true: runs an exercise's `observe.ts` over the starter, for predictions and for a form that points at rows.
import { type EvidenceTable, type Exercise, OBSERVE, type Problem } from "../course/model.ts";
import { PortError, RemoteError } from "../port/errors.ts";
import type { ExerciseRuntime, Guest, Job } from "../runtimes/runtime.ts";
import { cleanText } from "./clean-text.ts";
import { EvidenceFault, readObservations, readTable } from "./evidence.ts";
import type { Kernel } from "./kernel.ts";
import { prepareJob } from "./prepare-job.ts";
import { hostProblem, observeProblem } from "./problem.ts";
import { OUT_OF_TIME, waitFor } from "./wait-for.ts";

export interface Observation {
  readonly exercise: Exercise;
  readonly runtime: ExerciseRuntime;
  readonly kernel: Kernel;
  readonly signal: AbortSignal;
  onStep?(step: string): void;
}

export interface Observed {
  /** Prediction id → the choice that came true; empty where nothing is predicted, or could be seen. */
  readonly observations: Readonly<Record<string, string>>;
  /** For a form that points. */
  readonly table: EvidenceTable | null;
  /** Why something could not be seen: the course's fault, or the host's. */
  readonly problem: Problem | null;
}

/** What the program does never rejects. Rejects with the signal's reason when it is aborted. */
export async function observeExercise(observation: Observation): Promise<Observed> {
  const { exercise, runtime, signal, onStep } = observation;
  const prepared = prepare(observation);
  if ("problem" in prepared) return nothing(prepared.problem);
  let guest: Guest;
  try {
    await runtime.start(signal, onStep);
    guest = await runtime.open(prepared.job, signal);
  } catch (error) {
    signal.throwIfAborted();
    return nothing(hostProblem(error));
  }
  await using opened = guest;
  try {
    const left = timeLeft(exercise.limits.totalMs);
    const observations =
      exercise.predict.length > 0 ? readObservations(await call(opened, "observe", left, signal)) : {};
    const table = exercise.form?.kind === "point" ? readTable(await call(opened, "rows", left, signal)) : null;
    return { observations, table, problem: null };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof RemoteError) return nothing(observeProblem(cleanText(`${error.name}: ${error.message}`)));
    if (error instanceof PortError || error instanceof EvidenceFault) return nothing(observeProblem(error.message));
    throw error;
  }
}

function prepare({ exercise, kernel }: Observation): { readonly job: Job } | { readonly problem: Problem } {
  if (exercise.observe === null) return { problem: observeProblem("it is not there") };
  const prepared = prepareJob(exercise, exercise.starter, [OBSERVE], kernel, { [OBSERVE]: exercise.observe });
  if ("job" in prepared || prepared.problem.blame === "course") return prepared;
  const { message, file, line } = prepared.problem;
  return { problem: observeProblem(`${file ?? OBSERVE}:${line ?? 1}: ${message}`) };
}

/** In new instances and over empty databases: what one of the two stored is not what the other sees. */
async function call(guest: Guest, name: string, left: () => number, signal: AbortSignal): Promise<unknown> {
  const scope = guest.scope();
  const act = async () => {
    await guest.root.begin([]);
    const exports = await guest.root.module(OBSERVE);
    const program = exports[name];
    if (typeof program !== "function") throw new EvidenceFault(`it does not export ${name}()`);
    return (await (program as () => Promise<unknown>)()) as unknown;
  };
  const ms = left();
  const answer = await waitFor(act(), ms, signal);
  if (answer === OUT_OF_TIME) throw new EvidenceFault(`${name}() gave no answer within ${Math.round(ms)} ms`);
  scope.end();
  return answer;
}

function timeLeft(ms: number): () => number {
  const end = performance.now() + ms;
  return () => Math.max(0, end - performance.now());
}

function nothing(problem: Problem): Observed {
  return { observations: {}, table: null, problem };
}
