// Carries out a crash experiment: runs its program in a guest, kills it at the moment in question, and resumes it in a new
// one from the bytes that survived. What counts side effects lives here, where no crash of a guest can reach it.
import type { SqlJsStatic } from "sql.js";
import { compile, librariesFor } from "../../compile/compile.ts";
import type { ImportTable } from "../../course/model.ts";
import type { Kernel } from "../../grading/kernel.ts";
import { OUT_OF_TIME, waitFor } from "../../grading/wait-for.ts";
import { readCheckpoints } from "../../inspect/read-checkpoints.ts";
import { RemoteError } from "../../port/errors.ts";
import type { ExerciseRuntime, Guest, Job } from "../../runtimes/runtime.ts";
import type { CrashEvent, CrashExperiment, CrashOutcome } from "../model.ts";
import { CRASH_ENTRY, CRASH_NODES, CRASH_PROGRAM } from "./program.ts";

export interface CrashRun {
  readonly experiment: CrashExperiment;
  readonly runtime: ExerciseRuntime;
  readonly kernel: Kernel;
  /** Reads the bytes that survived. */
  readonly sqlJs: SqlJsStatic;
  readonly signal: AbortSignal;
}

const IMPORTS: ImportTable = { "@langchain/langgraph": "all", "@forkpoint/savers": { only: ["SqlJsSaver"] } };
const ANSWER_MS = 20_000;
const OUTPUT_BYTES = 20_000;

/** Rejects with the signal's reason when it is aborted, and plainly when our own program is at fault. */
export async function runCrash({ experiment, runtime, kernel, sqlJs, signal }: CrashRun): Promise<CrashOutcome> {
  await runtime.start(signal);
  await using guest = await runtime.open(crashJob(kernel), signal);
  return await runCrashIn(guest, { experiment, sqlJs, signal });
}

/** For several experiments, one after the other in the same guest; each begins without databases. */
export async function runCrashIn(
  guest: Guest,
  { experiment, sqlJs, signal }: Pick<CrashRun, "experiment" | "sqlJs" | "signal">,
): Promise<CrashOutcome> {
  await guest.root.begin([]);
  const effects = Object.fromEntries(CRASH_NODES.map((node) => [node, 0]));
  const first = await play(guest, "run", experiment, effects, signal);
  if (first.error) throw new Error(`the crash program failed: ${first.error.name}: ${first.error.message}`);
  const { killed } = first;
  if (killed) await guest.restart(signal);
  const survived = await readSurvived(guest, sqlJs, signal);
  const outcome = { experiment, before: first.events, killed, survived };
  if (!killed) return { ...outcome, resume: null, effects };

  const { events, error } = await play(guest, "resume", { ...experiment, killAt: null }, effects, signal);
  const ran = events.filter(({ kind }) => kind === "node-began").map(({ of }) => of);
  return { ...outcome, resume: { error, ran, events }, effects };
}

/** The same for every experiment. */
export function crashJob(kernel: Kernel): Job {
  const compiled = compile(CRASH_PROGRAM, [CRASH_ENTRY], IMPORTS, kernel.exports);
  if (!compiled.ok) throw new Error(`the crash program does not compile: ${compiled.problems[0]!.message}`);
  const libraries = librariesFor(IMPORTS, kernel.exports);
  return { modules: compiled.modules, libraries, needs: [], outputBytes: OUTPUT_BYTES };
}

interface Played {
  readonly events: readonly CrashEvent[];
  readonly killed: boolean;
  /** What the program rejected with. */
  readonly error: { readonly name: string; readonly message: string } | null;
}

/** Until the program ends, or stands still at the moment of its death. Adds to `effects`. */
async function play(
  guest: Guest,
  name: "run" | "resume",
  setup: CrashExperiment,
  effects: Record<string, number>,
  signal: AbortSignal,
): Promise<Played> {
  const events: CrashEvent[] = [];
  const reached = Promise.withResolvers<"killed">();
  const outside = {
    effect: (node: string): void => {
      effects[node] = (effects[node] ?? 0) + 1;
    },
    event: (event: CrashEvent): void => {
      events.push(event);
      if (event.moment === setup.killAt) reached.resolve("killed");
    },
  };
  const program = (await guest.root.module(CRASH_ENTRY)) as Record<typeof name, (...args: unknown[]) => Promise<void>>;
  const first = Promise.race([reached.promise, program[name](setup, outside).then(() => null)]);
  try {
    const answer = await waitFor(first, ANSWER_MS, signal);
    if (answer === OUT_OF_TIME) throw new Error(`the crash program did nothing for ${ANSWER_MS} ms`);
    return { events, killed: answer === "killed", error: null };
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    return { events, killed: false, error: { name: error.name, message: error.message } };
  } finally {
    // Nobody waits for it any more when the experiment is aborted, and the end of the guest rejects it.
    first.catch(() => undefined);
  }
}

async function readSurvived(guest: Guest, sqlJs: SqlJsStatic, signal: AbortSignal): Promise<CrashOutcome["survived"]> {
  signal.throwIfAborted();
  const databases = await waitFor(guest.root.databases(), ANSWER_MS, signal);
  if (databases === OUT_OF_TIME) throw new Error("the guest did not hand over its databases");
  const rows = databases.flatMap(({ bytes }) => readCheckpoints(sqlJs, bytes));
  const [last] = rows;
  return {
    steps: rows.map(({ step }) => step ?? NaN).reverse(),
    pendingWrites: last?.pendingWrites ?? 0,
    finished: last?.finished ?? [],
    next: last?.next ?? [],
  };
}
