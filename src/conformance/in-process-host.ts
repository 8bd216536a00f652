// A host whose subjects live beside the tests: for suites that a library runs on itself, where nobody needs guarding.
import type { GuestTools, SubjectHost } from "./test.ts";

export interface InProcessOptions<S> {
  /** A subject that shares no state with any earlier one. */
  fresh(): S | Promise<S>;
  /** The same subject after a crash, over what it had stored. Without it, `t.restartGuest()` rejects. */
  restart?(): S | Promise<S>;
  /** Clears up after a test. */
  end?(outcome: "finished" | "timed-out"): void | Promise<void>;
  readonly tools?: Partial<GuestTools>;
}

export function inProcessHost<S>(options: InProcessOptions<S>): SubjectHost<S> {
  const missing = (what: string) => async (): Promise<never> => {
    throw new Error(`this host has no ${what}`);
  };
  return {
    fresh: async () => options.fresh(),
    restart: options.restart ? async () => options.restart!() : missing("restart"),
    end: async (outcome) => options.end?.(outcome),
    tools: {
      saver: missing("saver()"),
      module: missing("module()"),
      create: missing("create()"),
      process: missing("process()"),
      request: missing("request()"),
      ...options.tools,
    },
  };
}
