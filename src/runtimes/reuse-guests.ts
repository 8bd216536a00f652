// A runtime whose guests go on from one submission to the next, which saves starting a program and warming it up each
// time. Only for submissions that trust each other, as those of a course's own exercise do: what one of them does to the
// globals of the guest, the next one finds.
import { PortError } from "../port/errors.ts";
import type { ExerciseRuntime, Guest, Job } from "./runtime.ts";

export class ReusedGuests implements ExerciseRuntime {
  readonly name;
  readonly isolation;
  readonly provides;
  readonly #inner: ExerciseRuntime;
  /** What a guest was opened for → those that wait for more of it. */
  readonly #idle = new Map<string, Guest[]>();

  /** `inner` is not disposed of with this. */
  constructor(inner: ExerciseRuntime) {
    this.#inner = inner;
    this.name = inner.name;
    this.isolation = inner.isolation;
    this.provides = inner.provides;
  }

  start(signal: AbortSignal, onStep?: (step: string) => void): Promise<void> {
    return this.#inner.start(signal, onStep);
  }

  async open(job: Job, signal: AbortSignal): Promise<Guest> {
    const { modules: _, ...kind } = job;
    const key = JSON.stringify(kind);
    const guest = (await this.#goOn(key, job)) ?? (await this.#inner.open(job, signal));
    return new LentGuest(guest, () => this.#idle.set(key, [...(this.#idle.get(key) ?? []), guest]));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const guests = [...this.#idle.values()].flat();
    this.#idle.clear();
    await Promise.all(guests.map((guest) => guest.kill()));
  }

  /** Null when none waits, or the one that did has ended meanwhile. */
  async #goOn(key: string, job: Job): Promise<Guest | null> {
    const guest = this.#idle.get(key)?.pop();
    if (!guest) return null;
    try {
      await guest.goOn(job);
      return guest;
    } catch (error) {
      if (!(error instanceof PortError)) throw error;
      await guest.kill();
      return null;
    }
  }
}

/** A guest that is given back when it is disposed of, unless it has ended by then. */
class LentGuest implements Guest {
  readonly #guest: Guest;
  readonly #giveBack: () => void;
  readonly #scope: { end(): void };
  #ended = false;

  constructor(guest: Guest, giveBack: () => void) {
    this.#guest = guest;
    this.#giveBack = giveBack;
    this.#scope = guest.scope();
    this.#watch();
  }

  get root(): Guest["root"] {
    return this.#guest.root;
  }

  get ended(): Guest["ended"] {
    return this.#guest.ended;
  }

  scope(): { end(): void } {
    return this.#guest.scope();
  }

  onTrace(listener: Parameters<Guest["onTrace"]>[0]): void {
    this.#guest.onTrace(listener);
  }

  async restart(signal: AbortSignal): Promise<void> {
    await this.#guest.restart(signal);
    this.#watch();
  }

  async replace(signal: AbortSignal): Promise<void> {
    await this.#guest.replace(signal);
    this.#watch();
  }

  goOn(job: Job): Promise<void> {
    return this.#guest.goOn(job);
  }

  kill(...outcome: Parameters<Guest["kill"]>): Promise<void> {
    this.#ended = true;
    return this.#guest.kill(...outcome);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#ended) return await this.#guest.kill();
    this.#ended = true;
    this.#scope.end();
    this.#giveBack();
  }

  #watch(): void {
    const { ended } = this.#guest;
    this.#ended = false;
    void ended.then(() => {
      if (this.#guest.ended === ended) this.#ended = true;
    });
  }
}
