// Runs experiments one after the other, each once: an outcome repeats, so what was seen is kept.
import type { CrashExperiment, CrashOutcome } from "../../../lab/model.ts";

export type RunExperiment = (experiment: CrashExperiment, signal: AbortSignal) => Promise<CrashOutcome>;

export class CrashRuns {
  readonly #run: RunExperiment;
  readonly #seen = new Map<string, CrashOutcome>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(run: RunExperiment) {
    this.#run = run;
  }

  /** Rejects with the signal's reason when it is aborted; while it waits for its turn, when that comes. */
  async run(experiment: CrashExperiment, signal: AbortSignal): Promise<CrashOutcome> {
    const key = keyOf(experiment);
    const before = this.#last;
    const own = Promise.withResolvers<void>();
    this.#last = own.promise;
    try {
      await before;
      signal.throwIfAborted();
      const seen = this.#seen.get(key);
      if (seen) return seen;
      const outcome = await this.#run(experiment, signal);
      signal.throwIfAborted();
      this.#seen.set(key, outcome);
      return outcome;
    } finally {
      own.resolve();
    }
  }

  /** The outcome if it was seen. */
  seen(experiment: CrashExperiment): CrashOutcome | null {
    return this.#seen.get(keyOf(experiment)) ?? null;
  }
}

function keyOf({ durability, putMs, nodeMs, killAt }: CrashExperiment): string {
  return JSON.stringify([durability, putMs, nodeMs, killAt]);
}
