// What grading needs of a place to run learner code. Implementations: worker/, webcontainer/, node/.
import type { Capability, Tier } from "../course/model.ts";
import type { GuestJob, GuestRoot, NamedDatabase, TraceEvent } from "../guest/guest-root.ts";

export interface Job extends GuestJob {
  /** A job that needs files or processes has a folder of its own, in which all its processes are started. */
  readonly needs: readonly Capability[];
}

export type Outcome =
  | { readonly ended: "finished" }
  | { readonly ended: "timed-out"; readonly during: string | null; readonly afterMs: number }
  | { readonly ended: "cancelled" }
  | { readonly ended: "crashed"; readonly message: string };

export interface Guest extends AsyncDisposable {
  /** The guest's root over the port. Calls reject with RemoteError (learner code threw) or PortError (the guest is gone or broke the rules). */
  readonly root: GuestRoot;
  /** Values handed out from now on stop working at `end()`. */
  scope(): { end(): void };
  onTrace(listener: (event: TraceEvent) => void): void;
  /** Crash: take the bytes stored so far (waiting at most `graceMs`), kill, start anew over them. */
  restart(signal: AbortSignal): Promise<void>;
  /** Kill and start anew with empty databases and an empty folder, e.g. after a time-out. */
  replace(signal: AbortSignal): Promise<void>;
  /**
   * Goes on with another job's modules, over empty databases, in the program as it is: nothing else separates the two.
   * The job's libraries and bounds must be those that the guest was opened with.
   */
  goOn(job: Job): Promise<void>;
  /**
   * Another process of the same job, in the same folder; ended with this guest. Only for a job that needs processes.
   * What it tells comes to the listeners of this guest as well.
   */
  beside(signal: AbortSignal): Promise<Guest>;
  /** Ends the processes beside this one and empties the job's folder. */
  clear(): Promise<void>;
  /** How the guest ended. Never rejects; after `restart` or `replace` it is another promise, that of the next life. */
  readonly ended: Promise<Outcome>;
  kill(outcome?: Outcome): Promise<void>;
}

export interface ExerciseRuntime extends AsyncDisposable {
  readonly name: "worker" | "webcontainer" | "node";
  readonly isolation: string;
  /** Null = in a browser. */
  readonly tier: Tier | null;
  readonly provides: ReadonlySet<Capability>;
  /** Idempotent and retryable: load what a guest needs and keep one warm. `onStep` names what is being done. */
  start(signal: AbortSignal, onStep?: (step: string) => void): Promise<void>;
  /** `signal` is for the opening only. A guest that was just opened has begun without databases. */
  open(job: Job, signal: AbortSignal): Promise<Guest>;
}

export type { GuestJob, GuestRoot, NamedDatabase, TraceEvent };
