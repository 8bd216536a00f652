// AsyncLocalStorage for the guest, worker and Node alike: LangGraph's interrupt(), getStore(), getConfig() and task()
// read it. Install before any library loads, and after whatever else replaces timers: what is patched is what is there.
//
// Known to differ from Node: a thenable given to the `resolve` of `new Promise` is called outside of any run; what the
// browser calls unasked (message events, disposers after a rejected await) sees the frame that ran last; the source of a
// stream always runs in the frame that made it.
import { frames, runIn } from "./async-context/frame.ts";
import { patchNatives } from "./async-context/natives.ts";
import { AsyncLocalStorage } from "./async-context/storage.ts";
import { back, caught, each, hold, now, step, turn } from "./async-context/suspension.ts";

export { AsyncLocalStorage, AsyncResource } from "./async-context/storage.ts";

/** The globals that compiled code calls; the names are the compiler's (src/compile/restore-context.ts). */
const SUSPENSION = {
  __now: now,
  __back: back,
  __step: step,
  __caught: caught,
  __hold: hold,
  __each: each,
  __turn: turn,
};

/** Patches this realm. A second call, also from another copy of this module, does nothing. */
export function installAsyncContext(): void {
  if (frames.installed) return;
  frames.installed = true;
  for (const [name, value] of Object.entries(SUSPENSION)) Object.defineProperty(globalThis, name, { value });
  patchNatives();
  // Where @langchain/core looks for the storage that carries its configuration.
  (globalThis as any)[Symbol.for("ls:tracing_async_local_storage")] ??= new AsyncLocalStorage();
}

/** For what the host calls by itself (a message has arrived): without this the code called would see the last frame that ran. */
export function runOutsideAnyContext<R>(fn: () => R): R {
  return runIn(undefined, fn, undefined, []);
}
