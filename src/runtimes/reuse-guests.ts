// A runtime whose guests go on from one submission to the next, which saves starting a program and warming it up each
// time. Only for submissions that trust each other, as those of a course's own exercise do: what one of them does to the
// globals of the guest, the next one finds.
import { PortError } from "../port/errors.ts";
import type { ExerciseRuntime, Guest, Job } from "./runtime.ts";

export class ReusedGuests implements ExerciseRuntime {
  readonly name;
  readonly isolation;
  readonly tier;
  readonly provides;
  readonly #inner: ExerciseRuntime;
  /** What a guest was opened for → those that wait for more of it. */
  readonly #idle = new Map<string, Guest[]>();

  /** `inner` is not disposed of with this. */
  constructor(inner: ExerciseRuntime) {
    this.#inner = inner;
    this.name = inner.name;
    this.isolation = inner.isolation;
    this.tier = inner.tier;
    this.provides = inner.provides;
  }

  start(signal: AbortSignal, onStep?: (step: string) => void): Promise<void> {
    return this.#inner.start(signal, onStep);
  }

  async open(job: Job, signal: AbortSignal): Promise<Guest> {
    // Its folder and its processes are a job's own.
    if (job.needs.length > 0) return this.#inner.open(job, signal);
    const { modules: _, ...kind } = job;
    const key = JSON.stringify(kind);
    const open = (again: AbortSignal) => this.#inner.open(job, again);
    const guest = (await this.#goOn(key, job)) ?? (await open(signal));
    return new LentGuest(guest, open, (back) => this.#idle.set(key, [...(this.#idle.get(key) ?? []), back]));
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
  readonly #open: (signal: AbortSignal) => Promise<Guest>;
  readonly #giveBack: (guest: Guest) => void;
  readonly #listeners: Parameters<Guest["onTrace"]>[0][] = [];
  #guest: Guest;
  /** Let alone since a restart, which a new guest went through in its place. */
  #warm: Guest | null = null;
  #scope: { end(): void };
  #ended = false;

  constructor(guest: Guest, open: (signal: AbortSignal) => Promise<Guest>, giveBack: (guest: Guest) => void) {
    this.#guest = guest;
    this.#open = open;
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
    this.#listeners.push(listener);
    this.#guest.onTrace(listener);
  }

  /** The guest that is warm is not killed: cut off from the judge, it waits for the next submission. */
  async restart(signal: AbortSignal): Promise<void> {
    if (this.#warm) await this.#guest.restart(signal);
    else {
      const databases = await this.#guest.root.databases();
      this.#scope.end();
      this.#warm = this.#guest;
      this.#guest = await this.#open(signal);
      for (const listener of this.#listeners) this.#guest.onTrace(listener);
      this.#scope = this.#guest.scope();
      await this.#guest.root.begin(databases);
    }
    this.#watch();
  }

  async replace(signal: AbortSignal): Promise<void> {
    await this.#guest.replace(signal);
    this.#watch();
  }

  goOn(job: Job): Promise<void> {
    return this.#guest.goOn(job);
  }

  beside(signal: AbortSignal): Promise<Guest> {
    return this.#guest.beside(signal);
  }

  clear(): Promise<void> {
    return this.#guest.clear();
  }

  async kill(...outcome: Parameters<Guest["kill"]>): Promise<void> {
    this.#ended = true;
    await this.#guest.kill(...outcome);
    await this.#warm?.kill();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const warm = this.#warm;
    this.#warm = null;
    if (warm || this.#ended) await this.#guest.kill();
    else this.#scope.end();
    if (warm || !this.#ended) this.#giveBack(warm ?? this.#guest);
    this.#ended = true;
  }

  #watch(): void {
    const { ended } = this.#guest;
    this.#ended = false;
    void ended.then(() => {
      if (this.#guest.ended === ended) this.#ended = true;
    });
  }
}
