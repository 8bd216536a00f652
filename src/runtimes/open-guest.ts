// A guest as grading knows it, over any place that can start the guest program: the port, how it ended, restart and
// replacement. Written once, so that it behaves the same in the page and in Node.
import type { NamedDatabase } from "../guest/guest-root.ts";
import { PortError } from "../port/errors.ts";
import { createPort } from "../port/port.ts";
import type { Port, Transport } from "../port/types.ts";
import { RuntimeError } from "./errors.ts";
import type { Guest, GuestRoot, Job, Outcome, TraceEvent } from "./runtime.ts";
import { readTraceEvent } from "./trace-events.ts";
import { orAborted, within } from "./wait.ts";

/** A guest program that has started and waits for its job; no learner code is in it yet. */
export interface GuestProgram {
  readonly transport: Transport;
  /** Why it is gone. Never rejects; says nothing of use once `kill` was called. */
  readonly died: Promise<string>;
  /** Idempotent. Resolves when nothing of it runs any more. */
  kill(): Promise<void>;
}

export interface Launcher {
  /** `folder` is a name, of a folder that is made when it is not there; null = a program without files. */
  launch(signal: AbortSignal, folder: string | null): Promise<GuestProgram>;
  /** Only where the runtime provides "filesystem". Both are done when the folder was never made. */
  readonly folders?: Folders;
  /** How long a guest may take to hand over its databases before a restart, where 2 s are not enough. */
  readonly graceMs?: number;
}

export interface Folders {
  empty(folder: string): Promise<void>;
  remove(folder: string): Promise<void>;
}

const GRACE_MS = 2_000;
/** In a container databases go through a terminal, and there may be several programs that want to run. */
export const CONTAINER_GRACE_MS = 8_000;
/** How long a guest may take to link its modules when no learner code has run yet. */
const BEGIN_MS = 10_000;

const MOST_DATABASES = 32;
const MOST_PROCESSES = 8;
const MOST_DATABASE_BYTES = 64 * 1024 * 1024;

/** The signal is for the opening only. */
export async function openGuest(launcher: Launcher, job: Job, signal: AbortSignal): Promise<Guest> {
  const guest = new JobGuest(launcher, job, job.needs.length > 0 ? `job-${crypto.randomUUID()}` : null);
  await guest.begin([], signal);
  return guest;
}

/** One started program with its port, from launch to end. */
interface Life {
  readonly program: GuestProgram;
  readonly port: Port;
  readonly ended: Promise<Outcome>;
  isOver(): boolean;
  end(outcome: Outcome): Promise<void>;
}

class JobGuest implements Guest {
  readonly #launcher: Launcher;
  #job: Job;
  readonly #folder: string | null;
  readonly #isFirst: boolean;
  #beside: JobGuest[] = [];
  #listeners: ((event: TraceEvent) => void)[] = [];
  #life: Life | undefined;

  constructor(launcher: Launcher, job: Job, folder: string | null, isFirst = true) {
    this.#launcher = launcher;
    this.#job = job;
    this.#folder = folder;
    this.#isFirst = isFirst;
  }

  get root(): GuestRoot {
    return this.#current().port.remote as GuestRoot;
  }

  get ended(): Promise<Outcome> {
    return this.#current().ended;
  }

  scope(): { end(): void } {
    return this.#current().port.scope();
  }

  onTrace(listener: (event: TraceEvent) => void): void {
    this.#listeners.push(listener);
  }

  async begin(databases: readonly NamedDatabase[], signal: AbortSignal): Promise<void> {
    const program = await this.#launcher.launch(signal, this.#folder);
    const life = this.#live(program);
    this.#life = life;
    try {
      const begun = (life.port.remote as GuestRoot).begin(databases).then(() => true);
      if (await orAborted(within(BEGIN_MS, begun), signal)) return;
      throw new RuntimeError("GUEST_NOT_STARTED", `a guest did not link its modules within ${BEGIN_MS} ms`);
    } catch (error) {
      await life.end({ ended: "cancelled" });
      if (!(error instanceof PortError)) throw error;
      throw new RuntimeError("GUEST_NOT_STARTED", `a guest ended before its job began: ${error.message}`, {
        cause: error,
      });
    }
  }

  async restart(signal: AbortSignal): Promise<void> {
    const { port, end } = this.#current();
    const handedOver = (port.remote as GuestRoot).databases();
    const stored = await orAborted(within(this.#launcher.graceMs ?? GRACE_MS, handedOver), signal);
    const databases = readDatabases(stored);
    if (!databases) {
      await end({ ended: "crashed", message: "it did not hand over its databases when it was to be restarted" });
      // The port is closed now; this rejects as every other call does.
      return (port.remote as GuestRoot).begin([]);
    }
    await end({ ended: "finished" });
    await this.begin(databases, signal);
  }

  async replace(signal: AbortSignal): Promise<void> {
    await this.#current().end({ ended: "cancelled" });
    await this.clear();
    await this.begin([], signal);
  }

  async beside(signal: AbortSignal): Promise<Guest> {
    if (!this.#job.needs.includes("process"))
      throw new RuntimeError("GUEST_NOT_STARTED", "this job has one process: its exercise does not need more");
    this.#beside = this.#beside.filter((guest) => !guest.#life?.isOver());
    if (this.#beside.length >= MOST_PROCESSES)
      throw new RuntimeError("GUEST_NOT_STARTED", `this job has ${MOST_PROCESSES} processes beside it, which is all`);
    const guest = new JobGuest(this.#launcher, this.#job, this.#folder, false);
    this.#beside.push(guest);
    guest.onTrace((event) => this.#tell(event));
    await guest.begin([], signal);
    return guest;
  }

  async clear(): Promise<void> {
    await this.#endBeside();
    if (this.#folder !== null) await this.#launcher.folders?.empty(this.#folder);
  }

  async goOn(job: Job): Promise<void> {
    this.#job = job;
    this.#listeners = [];
    await this.root.begin([], job.modules);
  }

  async kill(outcome: Outcome = { ended: "finished" }): Promise<void> {
    await this.#life?.end(outcome);
    await this.#endBeside();
    if (this.#folder !== null && this.#isFirst) await this.#launcher.folders?.remove(this.#folder);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.kill();
  }

  async #endBeside(): Promise<void> {
    const guests = this.#beside;
    this.#beside = [];
    await Promise.all(guests.map((guest) => guest.kill()));
  }

  #current(): Life {
    if (!this.#life) throw new RuntimeError("RUNTIME_CLOSED", "this guest was never opened");
    return this.#life;
  }

  #live(program: GuestProgram): Life {
    const { needs: _, ...guestJob } = this.#job;
    program.transport.send(JSON.stringify(guestJob));
    const port = createPort({ transport: program.transport, root: {}, trust: "hostile" });
    let settle: (outcome: Outcome) => void;
    const ended = new Promise<Outcome>((resolve) => (settle = resolve));
    let killed: Promise<void> | undefined;

    const end = (outcome: Outcome): Promise<void> => {
      settle(outcome);
      if (killed) return killed;
      if (port.droppedEvents > 0) this.#tell({ kind: "dropped", lines: port.droppedEvents });
      port.close(why(outcome));
      killed = program.kill();
      return killed;
    };
    const crash = (message: string): void => void end({ ended: "crashed", message });

    port.onEvent((raw) => {
      const event = killed ? null : readTraceEvent(raw);
      if (!event) return;
      this.#tell(event);
      if (event.kind === "exit") crash(`process.exit(${event.code}) was called`);
    });
    void program.died.then(crash);
    void port.closed.then(crash);
    return { program, port, ended, isOver: () => killed !== undefined, end };
  }

  #tell(event: TraceEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

/** The reason that waiting calls reject with. */
function why(outcome: Outcome): string {
  switch (outcome.ended) {
    case "finished":
      return "the guest was stopped";
    case "cancelled":
      return "the guest was stopped because its job was cancelled";
    case "timed-out":
      return `the guest was stopped after ${outcome.afterMs} ms`;
    case "crashed":
      return outcome.message;
  }
}

/** Hostile: a guest may answer with anything. */
function readDatabases(stored: unknown): NamedDatabase[] | null {
  if (!Array.isArray(stored) || stored.length > MOST_DATABASES) return null;
  let total = 0;
  for (const database of stored as readonly unknown[]) {
    const { name, bytes } = (database ?? {}) as Partial<NamedDatabase>;
    if (typeof name !== "string" || !(bytes instanceof Uint8Array)) return null;
    total += bytes.length;
  }
  return total > MOST_DATABASE_BYTES ? null : (stored as NamedDatabase[]);
}
