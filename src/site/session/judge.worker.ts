// The judge, in a worker of its own: it compiles, loads the tests and compares, so that the page stays free. Learner code
// never runs here: guests are opened by the page, in its sandboxed frame or its container, on this worker's word.
import type { Problem } from "../../course/model.ts";
import { RuntimeError } from "../../runtimes/errors.ts";
import { RelayRuntime } from "../../runtimes/worker/relay.ts";
import type { FromJudge, SqliteUrls, ToJudge, Work, WorkEvent, WorkResult } from "./protocol.ts";
import { runWork } from "./run-work.ts";

const scope = self as unknown as {
  postMessage(message: FromJudge): void;
  onmessage: ((event: { data: ToJudge }) => void) | null;
};

interface Means {
  readonly worker: RelayRuntime;
  /** Null on a page that has no container. */
  readonly container: RelayRuntime | null;
  readonly sqlite: SqliteUrls;
}

const jobs = new Map<number, AbortController>();
let hand: (means: Means) => void;
const connected = new Promise<Means>((resolve) => (hand = resolve));

scope.onmessage = ({ data }) => {
  switch (data.kind) {
    case "guests":
      return hand({
        worker: new RelayRuntime(data.port),
        container: data.container ? new RelayRuntime(data.container, "webcontainer") : null,
        sqlite: data.sqlite,
      });
    case "warm":
      return void warm();
    case "start":
      return void start(data.job, data.work);
    case "cancel":
      return jobs.get(data.job)?.abort();
  }
};

async function warm(): Promise<void> {
  const { worker } = await connected;
  // What goes wrong now goes wrong again at the first Run, where somebody is there to read it.
  await worker.start(new AbortController().signal).catch(() => undefined);
}

async function start(job: number, work: Work): Promise<void> {
  const abort = new AbortController();
  jobs.set(job, abort);
  const tell = (event: WorkEvent) => {
    if (!abort.signal.aborted) scope.postMessage({ kind: "progress", job, event });
  };
  try {
    const result = await doWork(work, await connected, abort.signal, tell);
    if (!abort.signal.aborted) scope.postMessage({ kind: "done", job, result });
  } catch (error) {
    if (!abort.signal.aborted) scope.postMessage({ kind: "failed", job, problem: problemOf(error) });
  } finally {
    jobs.delete(job);
  }
}

/** Most come to run first: what judges, and what runs claims, is loaded with the first of its kind. */
async function doWork(
  work: Work,
  { worker, container, sqlite }: Means,
  signal: AbortSignal,
  tell: (event: WorkEvent) => void,
): Promise<WorkResult> {
  const runtime = work.where === "webcontainer" && container ? container : worker;
  // Here and not only where a guest is opened, so that why it did not start is told by its code and is nobody's report.
  if (runtime === container) await container.start(signal, (step) => tell({ kind: "step", step }));
  switch (work.kind) {
    case "run":
      return runWork(work, runtime, sqlite, signal, tell);
    case "check":
      return (await import("./check-work.ts")).checkWork(work, runtime, signal, tell);
    case "claim":
      return (await import("./claim-work.ts")).claimWork(work, runtime, signal, tell);
    case "observe":
      return (await import("./observe-work.ts")).observeWork(work, runtime, signal, tell);
    case "crash":
      return (await import("./crash-work.ts")).crashWork(work, runtime, sqlite, signal);
  }
}

/** A chunk that could not be fetched, or a bug of ours: never the learner's doing. */
function problemOf(error: unknown): Problem {
  const message = error instanceof Error ? error.message : String(error);
  return { blame: "host", code: error instanceof RuntimeError ? error.code : "JUDGE_FAILED", message };
}
