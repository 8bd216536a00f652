// Makes a fresh worker or process into the place where learner code runs: our timers, asynchronous context, console and
// `process`, and nothing else that reaches out. Everything that the guest needs later is taken hold of here.
import { installAsyncContext } from "./async-context.ts";
import { createConsole, type GuestConsole } from "./console.ts";
import { toGuestError, type LearnerFiles } from "./errors.ts";
import type { TraceEvent } from "./guest-root.ts";
import { createCrypto, lockDown } from "./lock-down.ts";
import { createProcess, ProcessExit } from "./process-stub.ts";
import { installTimers, nativeTimer, type Timers } from "./timers.ts";

/** Whom this realm works for, once there is a job. */
export interface Session {
  readonly files: LearnerFiles;
  readonly outputBytes: number;
  emit(event: TraceEvent): void;
}

export interface Realm {
  readonly timers: Timers;
  readonly console: GuestConsole;
  emit(event: TraceEvent): void;
  /** Tells of what learner code threw and nobody caught. */
  uncaught(what: "exception" | "rejection", thrown: unknown): void;
  serve(session: Session): void;
}

const NOBODY: Session = { files: { paths: [], pathsFor: (text) => text }, outputBytes: 0, emit: () => {} };

/** Called before the first await: the compiled guest itself relies on the asynchronous context from there on. */
export function prepareRealm(global: typeof globalThis): Realm {
  let session = NOBODY;
  const startTimer = nativeTimer(global);
  const emit = (event: TraceEvent): void => session.emit(event);
  const files: LearnerFiles = {
    get paths() {
      return session.files.paths;
    },
    pathsFor: (text) => session.files.pathsFor(text),
  };
  const console = createConsole(emit, files, startTimer, () => session.outputBytes);

  const uncaught = (what: "exception" | "rejection", thrown: unknown): void => {
    if (thrown instanceof ProcessExit) return; // told of as "exit"
    if (session === NOBODY) throw thrown; // no learner code yet: a bug of ours, which must not pass in silence
    console.flush();
    emit({ kind: "uncaught", what, error: toGuestError(thrown, files) });
  };
  const process = createProcess({
    write: console.write,
    exit(code) {
      console.flush();
      emit({ kind: "exit", code });
    },
  });

  const timers = installTimers(global, startTimer, (error) => uncaught("exception", error));
  lockDown(global, { console: console.console, process, crypto: createCrypto(global.crypto) });
  // Last, because it wraps the timers that are there.
  installAsyncContext();
  return {
    timers,
    console,
    emit,
    uncaught,
    serve(next) {
      session = next;
    },
  };
}
