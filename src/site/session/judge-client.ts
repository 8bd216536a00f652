// The page's side of the judge worker: one promise per job. A dead worker answers nobody, so its jobs are failed and it is started anew.
import type { Problem } from "../../course/model.ts";
import type { FromJudge, ToJudge, Work, WorkEvent, WorkResult } from "./protocol.ts";

/** What is needed of a `Worker`. */
export interface JudgePort {
  postMessage(message: ToJudge, transfer?: Transferable[]): void;
  onmessage: ((event: { data: FromJudge }) => void) | null;
  onerror: ((event: { message?: string; preventDefault?: () => void }) => void) | null;
  onmessageerror: (() => void) | null;
  terminate(): void;
}

export interface JudgeClient extends Disposable {
  /** Gets everything ready that the first Run would otherwise wait for. */
  warm(): void;
  /** Rejects with `WorkCancelled` when `signal` is aborted and with `JudgeFailed` when there is no result to be had. */
  start<Kind extends Work["kind"]>(
    work: Extract<Work, { kind: Kind }>,
    signal: AbortSignal,
    onEvent: (event: WorkEvent) => void,
  ): Promise<Extract<WorkResult, { kind: Kind }>>;
}

export class WorkCancelled extends Error {
  override readonly name = "WorkCancelled";
}

export class JudgeFailed extends Error {
  override readonly name = "JudgeFailed";
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

interface Waiting {
  readonly onEvent: (event: WorkEvent) => void;
  readonly resolve: (result: WorkResult) => void;
  readonly reject: (reason: Error) => void;
}

/** `open` starts a worker and gives it the means to open guests; called again after a worker died. */
export function createJudgeClient(open: () => JudgePort): JudgeClient {
  let port: JudgePort | null = null;
  let jobs = 0;
  const waiting = new Map<number, Waiting>();

  function connected(): JudgePort {
    if (port) return port;
    const opened = open();
    opened.onmessage = ({ data }) => receive(data);
    opened.onerror = (event) => {
      event.preventDefault?.();
      fail(event.message ?? "it could not be loaded");
    };
    opened.onmessageerror = () => fail("a message could not be read");
    return (port = opened);
  }

  function receive(message: FromJudge): void {
    switch (message.kind) {
      case "ready":
        return;
      case "progress":
        if (message.job === null) for (const each of waiting.values()) each.onEvent(message.event);
        else waiting.get(message.job)?.onEvent(message.event);
        return;
      case "done":
        return take(message.job)?.resolve(message.result);
      case "failed":
        return take(message.job)?.reject(new JudgeFailed(message.problem));
    }
  }

  function take(job: number): Waiting | undefined {
    const found = waiting.get(job);
    waiting.delete(job);
    return found;
  }

  function fail(why: string): void {
    port?.terminate();
    port = null;
    const problem: Problem = { blame: "host", code: "JUDGE_ENDED", message: `The judge ended: ${why}` };
    for (const job of [...waiting.keys()]) take(job)?.reject(new JudgeFailed(problem));
  }

  return {
    warm: () => connected().postMessage({ kind: "warm" }),
    start(work, signal, onEvent) {
      const job = ++jobs;
      return new Promise<any>((resolve, reject) => {
        if (signal.aborted) return reject(new WorkCancelled());
        const judge = connected();
        waiting.set(job, { onEvent, resolve, reject });
        signal.addEventListener("abort", () => {
          if (!take(job)) return;
          judge.postMessage({ kind: "cancel", job });
          reject(new WorkCancelled());
        });
        judge.postMessage({ kind: "start", job, work });
      });
    },
    [Symbol.dispose]: () => fail("the page was left"),
  };
}
