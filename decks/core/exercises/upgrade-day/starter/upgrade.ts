// A service with paused threads, a new version that may have a fault, and the steps of an upgrade. Given: it is put back
// before grading.
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import { SqlJsSaver } from "@forkpoint/savers";

export type Step = "backup" | "fixtures" | "setup" | "canary" | "deploy";

/** What is wrong with the new version: nothing; it fails on old state; its setup loses rows; it has renamed a node. */
export type Fault = "none" | "old-state" | "setup-loses" | "renamed";

/** One thread that went on with the new version. */
export interface Line {
  readonly thread: string;
  /** The node that came next, as it was noted before the upgrade. */
  readonly next: string;
  /** The nodes that ran. */
  readonly ran: readonly string[];
  readonly error: string | null;
}

export interface Outcome {
  readonly isDeployed: boolean;
  /** Whether setup has changed the database, whatever came of it later. */
  readonly isTouched: boolean;
  /** Threads that cannot do what came next for them, neither with the version that runs now. */
  readonly harmed: number;
  readonly canary: readonly Line[];
}

const State = Annotation.Root({ order: Annotation<string>, total: Annotation<number> });

/** START → quote → approve → END; every thread is stopped before approve. */
function build(saver: SqlJsSaver, ran: string[], fault: Fault | "old") {
  const approve = fault === "renamed" ? "review" : "approve";
  const graph: any = new StateGraph(State);
  return graph
    .addNode("quote", () => {
      ran.push("quote");
      return { total: 1 };
    })
    .addNode(approve, ({ order }: { order: { lines?: string[] } }) => {
      if (fault === "old-state") order.lines!.join();
      ran.push(approve);
      return {};
    })
    .addEdge(START, "quote")
    .addEdge("quote", approve)
    .addEdge(approve, END)
    .compile({ checkpointer: saver });
}

const on = (thread: string) => ({ configurable: { thread_id: thread } });

async function goOn(saver: SqlJsSaver, thread: string, version: Fault | "old"): Promise<Line> {
  const ran: string[] = [];
  let error: string | null = null;
  try {
    await build(saver, ran, version).invoke(null, on(thread));
  } catch (thrown) {
    error = String(thrown);
  }
  return { thread, next: "approve", ran, error };
}

/** Follows a plan. A step that finds something ends it: fixtures when a copy of a thread throws, canary when `stops` says so. */
export async function upgrade(
  plan: readonly Step[],
  fault: Fault,
  threads: readonly string[],
  stops: (canary: readonly Line[]) => boolean | Promise<boolean>,
): Promise<Outcome> {
  let saver = await SqlJsSaver.open({ name: "live" });
  for (const thread of threads)
    await build(saver, [], "old").invoke({ order: thread }, { ...on(thread), interruptBefore: ["approve"] });
  let backup: Uint8Array | null = null;
  let isTouched = false;
  let lines: Line[] = [];
  let canary: Line[] = [];
  let isStopped = false;
  const steps: Record<Step, () => unknown> = {
    backup: () => (backup = saver.export()),
    async fixtures() {
      const copy = await SqlJsSaver.open({ bytes: saver.export(), name: "fixtures" });
      for (const thread of threads) if ((await goOn(copy, thread, fault)).error !== null) isStopped = true;
    },
    setup() {
      isTouched = true;
      if (fault === "setup-loses")
        for (const rows of ["checkpoints WHERE step > 0", "writes"]) saver.database.run(`DELETE FROM ${rows}`);
    },
    async canary() {
      canary = [await goOn(saver, threads[0]!, fault)];
      isStopped = await stops(canary);
      if (isStopped && backup) saver = await SqlJsSaver.open({ bytes: backup, name: "restored" });
    },
    async deploy() {
      for (const thread of threads)
        if (!canary.some((line) => line.thread === thread)) lines.push(await goOn(saver, thread, fault));
      lines = [...canary, ...lines];
    },
  };
  for (const step of plan) {
    if (!Object.hasOwn(steps, step)) throw new RangeError(`there is no step ${JSON.stringify(step)}`);
    if (!isStopped) await steps[step]();
  }
  const isDeployed = lines.length > 0;
  // What was not deployed goes on as before.
  if (!isDeployed) for (const thread of threads) lines.push(await goOn(saver, thread, "old"));
  const harmed = lines.filter(({ next, ran, error }) => error !== null || ran.join() !== next).length;
  return { isDeployed, isTouched, harmed, canary };
}
