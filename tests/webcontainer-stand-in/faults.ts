// What can go wrong on purpose. A test changes these at any time; each is looked at when its moment comes.

export interface StandInFaults {
  /**
   * "never-answers": the page of the host loads and says nothing, for ever. "not-found": it is a 404. "out-of-memory":
   * `boot()` rejects with the browser's own words about memory.
   */
  boot?: "never-answers" | "not-found" | "out-of-memory";
  /** How long the host takes to make a container. */
  slowBootMs?: number;
  /** `boot()` rejects with this message. */
  buildError?: string;
  /** The page of the host comes without the headers that an isolated page asks of it, so the browser refuses it. */
  hostWithoutHeaders?: boolean;
  /** `spawn()` rejects with this message. */
  spawnError?: string;
  /** All output of a process arrives so much later than it was written: its end comes after the exit code. */
  lateOutputMs?: number;
  /** A process says that memory ran out, and ends with code 134. */
  processOutOfMemory?: boolean;
  /** In programs, AsyncLocalStorage has no store after an `await`; timers keep it. */
  asyncContextLost?: boolean;
  /** Programs find no `module.registerHooks`, and an older version in `process.version`. */
  olderNode?: boolean;
}
