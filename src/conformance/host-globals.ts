// The functions that every host of JavaScript has, though the language does not: timers and abort controllers.

interface HostGlobals {
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
  AbortController: new () => { readonly signal: AbortSignal; abort(reason?: unknown): void };
}

const host = globalThis as unknown as HostGlobals;

// Taken when the module loads, so that fake timers of a test runner do not stop the clock of a run.
export const { setTimeout, clearTimeout, AbortController } = host;
