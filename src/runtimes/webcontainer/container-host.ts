// The page's half of the WebContainer runtime: keeps the one container of the page, boots it again in a fresh frame when it
// did not come or is lost, and opens guests in it.
import { RuntimeError } from "../errors.ts";
import type { Folders } from "../open-guest.ts";
import { orAborted } from "../wait.ts";
import type { HostedGuest } from "../worker/frame-host.ts";
import type { GuestSource } from "../worker/serve-relay.ts";
import { ContainerConnection, type ConnectionTimes } from "./container-connection.ts";
import { isWorthAnotherAttempt, occupied, troubleBefore, type PageRealm } from "./container-troubles.ts";
import { programAt, type NodeProgram } from "./node-program.ts";

export interface ContainerHostOptions extends Partial<ConnectionTimes> {
  /** A page of this origin, isolated like this one, whose script is container-frame.ts. */
  readonly frameUrl: string;
  /** What the page can do; its own globals, unless a test says otherwise. */
  readonly realm?: PageRealm;
  /** Makes the frame and its container. */
  readonly connect?: Connect;
}

export type Connection = Pick<
  ContainerConnection,
  "ready" | "open" | "kill" | "node" | "empty" | "remove" | "lose" | "standIn"
>;
export type Connect = (onStep: (step: string) => void, onLost: () => void) => Connection;

export const CONTAINER_ISOLATION = "WebContainer";
export const STAND_IN_ISOLATION = "a stand-in for WebContainers";

/** Its steps come again after this one. */
export const SECOND_ATTEMPT = "trying once more, in a fresh frame";

const DEFAULT_TIMES: ConnectionTimes = { bootMs: 25_000, fillMs: 30_000, silentMs: 10_000 };

/** Of this page: its host allows no more than one container, and neither does the memory of most devices. */
let living: Connection | null = null;

export class ContainerHost implements GuestSource, AsyncDisposable {
  readonly folders: Folders = {
    // A container that was lost has taken its folders along.
    empty: async (folder) => this.#booted?.empty(folder),
    remove: async (folder) => this.#booted?.remove(folder),
  };
  readonly #options: ContainerHostOptions;
  readonly #realm: PageRealm;
  #booting: Boot | undefined;
  #connection: Connection | undefined;
  #booted: Connection | undefined;
  #isolation = CONTAINER_ISOLATION;
  #lastGuest = 0;
  #closed = false;

  constructor(options: ContainerHostOptions) {
    this.#options = options;
    this.#realm = options.realm ?? globalThis;
  }

  /** A stand-in is known as one when it has started. */
  get isolation(): string {
    return this.#isolation;
  }

  async start(signal: AbortSignal, onStep?: (step: string) => void): Promise<void> {
    await this.#current(signal, onStep);
  }

  async open(signal: AbortSignal, folder: string | null): Promise<HostedGuest> {
    const container = await this.#current(signal);
    try {
      return await this.#openIn(container, signal, folder);
    } catch (error) {
      if (signal.aborted || this.#closed || this.#booted === container) throw error;
      // It was gone already, and this opening was the first to notice.
      return this.#openIn(await this.#current(signal), signal, folder);
    }
  }

  /** A program of the container's own Node: no guest, and nothing of ours in it. */
  async node(args: readonly string[], signal: AbortSignal): Promise<NodeProgram> {
    return programAt((await this.#current(signal)).node(args));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    this.#connection?.lose(closed());
  }

  async #openIn(container: Connection, signal: AbortSignal, folder: string | null): Promise<HostedGuest> {
    const guest = ++this.#lastGuest;
    const kill = () => container.kill(guest);
    const opening = container.open(guest, folder);
    try {
      const { port, died } = await orAborted(opening, signal);
      return { port, died, kill };
    } catch (error) {
      // Aborted while it was being opened: it must not stay behind.
      void opening.then(kill, () => undefined);
      throw error;
    }
  }

  /** One boot is shared by all who ask, so nobody's signal may end it; a failed one is forgotten, so that the next starts anew. */
  async #current(signal: AbortSignal, onStep?: (step: string) => void): Promise<Connection> {
    signal.throwIfAborted();
    if (this.#closed) throw closed();
    if (this.#booted) return this.#booted;
    if (!this.#booting) {
      const steps = new Steps();
      const done = this.#boot(steps).finally(() => (this.#booting = undefined));
      this.#booting = { steps, done };
    }
    const { steps, done } = this.#booting;
    const stop = steps.follow(onStep ?? (() => {}));
    return orAborted(done, signal).finally(stop);
  }

  async #boot(steps: Steps): Promise<Connection> {
    const trouble = living ? occupied() : troubleBefore(this.#realm);
    if (trouble) throw trouble;
    try {
      return await this.#attempt(steps);
    } catch (error) {
      if (!isWorthAnotherAttempt(error)) throw error;
    }
    steps.tell(SECOND_ATTEMPT);
    return this.#attempt(steps);
  }

  async #attempt(steps: Steps): Promise<Connection> {
    if (this.#closed) throw closed();
    const connect = this.#options.connect ?? ((...told) => this.#connect(...told));
    const connection = connect(
      (step) => steps.tell(step),
      () => {
        if (living === connection) living = null;
        if (this.#connection === connection) this.#connection = this.#booted = undefined;
      },
    );
    living = this.#connection = connection;
    try {
      await connection.ready;
    } finally {
      // Of one that did not come, too: what it was is a part of why.
      this.#isolation = connection.standIn ? STAND_IN_ISOLATION : CONTAINER_ISOLATION;
    }
    return (this.#booted = connection);
  }

  #connect(onStep: (step: string) => void, onLost: () => void): Connection {
    return new ContainerConnection(this.#options.frameUrl, { ...DEFAULT_TIMES, ...this.#options }, this.#realm, {
      onStep,
      onLost,
    });
  }
}

interface Boot {
  readonly steps: Steps;
  readonly done: Promise<Connection>;
}

/** What is being done now, for all who wait; whoever comes later is told at once. */
class Steps {
  readonly #listeners = new Set<(step: string) => void>();
  #current: string | undefined;

  tell(step: string): void {
    this.#current = step;
    for (const listener of this.#listeners) listener(step);
  }

  follow(listener: (step: string) => void): () => void {
    const own = (step: string) => listener(step);
    this.#listeners.add(own);
    if (this.#current !== undefined) own(this.#current);
    return () => void this.#listeners.delete(own);
  }
}

function closed(): RuntimeError {
  return new RuntimeError("RUNTIME_CLOSED", "this runtime was disposed of: make a new one");
}
