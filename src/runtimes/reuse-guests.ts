// A runtime whose guests go on from one submission to the next, which saves starting a program and warming it up each
// time. Only for submissions that trust each other, as those of a course's own exercise do: what one of them does to the
// globals of the guest, the next one finds.
import { PortError } from "../port/errors.ts";
import type { ExerciseRuntime, Guest, Job } from "./runtime.ts";

/** Of all kinds together: each takes about a hundred megabytes. */
const MOST_IDLE = 4;
/** Of one guest, whose processor time is limited as a whole, and which forgets no module that it has loaded. */
const MOST_JOBS = 50;

export class ReusedGuests implements ExerciseRuntime {
  readonly name;
  readonly isolation;
  readonly tier;
  readonly provides;
  readonly #inner: ExerciseRuntime;
  /** The one that has waited longest comes first. */
  readonly #idle: { readonly kind: string; readonly guest: Guest }[] = [];
  readonly #jobsOf = new WeakMap<Guest, number>();

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
    const { modules: _, ...about } = job;
    const kind = JSON.stringify(about);
    const open = async (now: AbortSignal) => (await this.#goOn(kind, job)) ?? (await this.#inner.open(job, now));
    return new LentGuest(await open(signal), open, (guest) => this.#keep(kind, guest));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#idle.splice(0).map(({ guest }) => guest.kill()));
  }

  /** Null when none waits, or the one that did has ended meanwhile. */
  async #goOn(kind: string, job: Job): Promise<Guest | null> {
    const at = this.#idle.findLastIndex((idle) => idle.kind === kind);
    const guest = this.#idle[at]?.guest;
    if (!guest) return null;
    this.#idle.splice(at, 1);
    try {
      await guest.goOn(job);
      return guest;
    } catch (error) {
      if (!(error instanceof PortError)) throw error;
      await guest.kill();
      return null;
    }
  }

  #keep(kind: string, guest: Guest): void {
    const jobs = (this.#jobsOf.get(guest) ?? 0) + 1;
    this.#jobsOf.set(guest, jobs);
    if (jobs < MOST_JOBS) this.#idle.push({ kind, guest });
    else void guest.kill();
    if (this.#idle.length > MOST_IDLE) void this.#idle.shift()?.guest.kill();
  }
}

/** A guest that is given back when it is disposed of, unless it has ended by then; and so is the one that it went on in. */
class LentGuest implements Guest {
  readonly #open: (signal: AbortSignal) => Promise<Guest>;
  readonly #giveBack: (guest: Guest) => void;
  readonly #listeners: Parameters<Guest["onTrace"]>[0][] = [];
  #guest: Guest;
  /** Let alone since the first restart: another went on in its place. */
  #warm: Guest | null = null;
  /** Of what is handed out in this life of the guest. */
  #scope!: { end(): void };
  #ended = false;

  constructor(guest: Guest, open: (signal: AbortSignal) => Promise<Guest>, giveBack: (guest: Guest) => void) {
    this.#guest = guest;
    this.#open = open;
    this.#giveBack = giveBack;
    this.#begun();
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

  /** The guest is not killed: cut off from the judge, it waits for the next submission. */
  async restart(signal: AbortSignal): Promise<void> {
    if (this.#warm) await this.#guest.restart(signal);
    else {
      const databases = await this.#guest.root.databases();
      this.#scope.end();
      const next = await this.#open(signal);
      this.#warm = this.#guest;
      this.#guest = next;
      for (const listener of this.#listeners) this.#guest.onTrace(listener);
      await this.#guest.root.begin(databases);
    }
    this.#begun();
  }

  async replace(signal: AbortSignal): Promise<void> {
    await this.#guest.replace(signal);
    this.#begun();
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
    this.#warm = null;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#scope.end();
    if (this.#ended) await this.#guest.kill();
    else this.#giveBack(this.#guest);
    if (this.#warm) this.#giveBack(this.#warm);
    this.#warm = null;
    this.#ended = true;
  }

  #begun(): void {
    this.#scope = this.#guest.scope();
    const { ended } = this.#guest;
    this.#ended = false;
    void ended.then(() => {
      if (this.#guest.ended === ended) this.#ended = true;
    });
  }
}
