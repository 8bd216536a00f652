// Where the tests of one submission get their subjects: the guest, with new module instances for each test.
import type { GuestProcess, GuestTools, SubjectHost } from "@forkpoint/conformance";
import { PortError } from "../port/errors.ts";
import { RuntimeError } from "../runtimes/errors.ts";
import type { Guest } from "../runtimes/runtime.ts";

/** The runtime could not start a guest, or put a new one in the place of one that had ended: no fault of the submission. */
export class GuestUnavailable extends Error {
  override readonly name = "GuestUnavailable";
}

export class GuestHost implements SubjectHost {
  readonly #guest: Guest;
  readonly #entry: string;
  readonly #signal: AbortSignal;
  #scope: { end(): void } | undefined;
  #ended = false;
  #strikes = 0;
  /** Counts the tests: what one of them left running must not reach the guest of the next. */
  #turn = 0;

  /** `signal` ends the whole check. */
  constructor(guest: Guest, entry: string, signal: AbortSignal) {
    this.#guest = guest;
    this.#entry = entry;
    this.#signal = signal;
    this.#watch();
  }

  /** How many tests ran out of time or ended the guest. */
  get strikes(): number {
    return this.#strikes;
  }

  /** For one test: useless when it is over. */
  get tools(): GuestTools {
    const turn = this.#turn;
    const guest = () => {
      if (turn !== this.#turn) throw new Error("this test is over");
      return this.#guest;
    };
    const root = () => guest().root;
    return {
      saver: async (name) => root().saver(name),
      module: async (path) => root().module(path),
      create: async (library, name, ...args) => root().create(library, name, args),
      process: async () => processOf(await started(guest().beside(this.#signal))),
      request: async (port, request) => root().request(port, request),
    };
  }

  async fresh(): Promise<unknown> {
    await this.#guest.clear();
    this.#scope = this.#guest.scope();
    await this.#guest.root.begin([]);
    return this.#guest.root.module(this.#entry);
  }

  async restart(signal: AbortSignal): Promise<unknown> {
    signal.throwIfAborted();
    await started(this.#guest.restart(signal));
    // The guest that this test ended on purpose was not ended by the submission.
    this.#watch();
    this.#scope = this.#guest.scope();
    return this.#guest.root.module(this.#entry);
  }

  async end(outcome: "finished" | "timed-out"): Promise<void> {
    this.#scope?.end();
    this.#turn += 1;
    if (outcome === "finished" && !this.#ended) return;
    this.#strikes += 1;
    // At once rather than before the next test: starting a guest takes time, which is not that test's.
    await this.replace();
  }

  async replace(): Promise<void> {
    if (this.#signal.aborted) return;
    try {
      await this.#guest.replace(this.#signal);
    } catch (error) {
      if (!this.#signal.aborted) throw new GuestUnavailable(messageOf(error), { cause: error });
    }
    this.#watch();
  }

  #watch(): void {
    const { ended } = this.#guest;
    this.#ended = false;
    void ended.then(() => {
      if (this.#guest.ended === ended) this.#ended = true;
    });
  }
}

/** What goes wrong before anything of the submission is in the program is the runtime's: no code of it, and no databases. */
async function started<T>(starting: Promise<T>): Promise<T> {
  try {
    return await starting;
  } catch (error) {
    if (error instanceof RuntimeError && error.code === "GUEST_NOT_STARTED" && !(error.cause instanceof PortError))
      throw new GuestUnavailable(error.message, { cause: error });
    throw error;
  }
}

function processOf(guest: Guest): GuestProcess {
  return {
    module: async (path) => guest.root.module(path),
    request: async (port, request) => guest.root.request(port, request),
    kill: () => guest.kill(),
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
