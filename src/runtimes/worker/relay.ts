// A runtime for the judge worker: it cannot make frames, so it asks the page (serve-relay.ts) and is handed the port of each
// guest, be it in the page's sandboxed frame or in its container. From then on it speaks to the guest directly.
import type { Capability } from "../../course/model.ts";
import { RuntimeError, type RuntimeErrorCode } from "../errors.ts";
import { IN_A_CONTAINER } from "../choose-runtime.ts";
import { CONTAINER_GRACE_MS, openGuest, type Folders, type GuestProgram, type Launcher } from "../open-guest.ts";
import type { ExerciseRuntime, Guest, Job } from "../runtime.ts";
import { orAborted } from "../wait.ts";
import type { FromPage, ToPage } from "./protocol.ts";
import { programOf, WORKER_ISOLATION } from "./worker-runtime.ts";

interface Asked {
  readonly opened: (port: MessagePort) => void;
  readonly failed: (error: RuntimeError) => void;
  readonly died: (why: string) => void;
  readonly killed: () => void;
}

export class RelayRuntime implements ExerciseRuntime, Launcher {
  readonly name: "worker" | "webcontainer";
  readonly provides: ReadonlySet<Capability>;
  readonly graceMs: number | undefined;
  readonly #page: MessagePort;
  readonly #asked = new Map<number, Asked>();
  #starting: { done: Promise<void>; settle: (error?: RuntimeError) => void } | undefined;
  #steps: ((step: string) => void)[] = [];
  readonly tier = null;
  #isolation = WORKER_ISOLATION;
  #lastGuest = 0;
  #closed = false;
  readonly #folderWork = new Map<number, (error?: RuntimeError) => void>();
  #lastFolderWork = 0;

  readonly folders: Folders = {
    empty: (folder) => this.#folder("empty", folder),
    remove: (folder) => this.#folder("remove", folder),
  };

  /** `page` is the other end of the port that the page gave to `serveRelay`. */
  constructor(page: MessagePort, name: "worker" | "webcontainer" = "worker") {
    this.#page = page;
    this.name = name;
    this.provides = new Set(name === "worker" ? [] : IN_A_CONTAINER);
    this.graceMs = name === "worker" ? undefined : CONTAINER_GRACE_MS;
    page.onmessage = (event: MessageEvent<FromPage>) => this.#hear(event.data, event.ports[0]);
  }

  /** Told by the page when it has started. */
  get isolation(): string {
    return this.#isolation;
  }

  start(signal: AbortSignal, onStep?: (step: string) => void): Promise<void> {
    if (onStep) this.#steps.push(onStep);
    if (!this.#starting) {
      let settle: (error?: RuntimeError) => void = () => {};
      const done = new Promise<void>((resolve, reject) => (settle = (error) => (error ? reject(error) : resolve())));
      this.#starting = { done, settle };
      this.#ask({ ask: "start" });
    }
    return orAborted(this.#starting.done, signal);
  }

  open(job: Job, signal: AbortSignal): Promise<Guest> {
    return openGuest(this, job, signal);
  }

  async launch(signal: AbortSignal, folder: string | null): Promise<GuestProgram> {
    signal.throwIfAborted();
    if (this.#closed) throw closed();
    const guest = ++this.#lastGuest;
    let settleDied: (why: string) => void;
    const died = new Promise<string>((resolve) => (settleDied = resolve));
    let settleKilled: () => void;
    const killed = new Promise<void>((resolve) => (settleKilled = resolve));
    const opened = new Promise<MessagePort>((resolve, reject) => {
      this.#asked.set(guest, {
        opened: resolve,
        failed: reject,
        died: (why) => settleDied(why),
        killed: () => settleKilled(),
      });
    });
    const kill = (): Promise<void> => {
      if (this.#asked.has(guest)) this.#ask({ ask: "kill", guest });
      return killed;
    };
    this.#ask({ ask: "open", guest, folder });
    try {
      return programOf({ port: await orAborted(opened, signal), died, kill });
    } catch (error) {
      if (signal.aborted) void kill();
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    for (const guest of this.#asked.keys()) this.#ask({ ask: "kill", guest });
    for (const asked of this.#asked.values()) {
      asked.failed(closed());
      asked.killed();
    }
    this.#asked.clear();
    for (const done of this.#folderWork.values()) done();
    this.#starting?.settle(closed());
  }

  #folder(ask: "empty" | "remove", folder: string): Promise<void> {
    if (this.#closed) return Promise.resolve();
    const id = ++this.#lastFolderWork;
    const done = new Promise<void>((resolve, reject) => {
      this.#folderWork.set(id, (error) => (error ? reject(error) : resolve()));
    });
    this.#ask({ ask, folder, id });
    return done;
  }

  #endFolderWork(id: number, error?: RuntimeError): void {
    const settle = this.#folderWork.get(id);
    this.#folderWork.delete(id);
    settle?.(error);
  }

  #ask(message: ToPage): void {
    this.#page.postMessage(message);
  }

  #hear(message: FromPage, port: MessagePort | undefined): void {
    switch (message.tell) {
      case "step":
        for (const listener of this.#steps) listener(message.step);
        return;
      case "started": {
        const starting = this.#starting;
        this.#steps = [];
        this.#isolation = message.isolation ?? this.#isolation;
        // A container goes with its page into the back/forward cache: the next start() asks whether it is still there.
        if (this.name === "webcontainer") this.#starting = undefined;
        return starting?.settle();
      }
      case "not-started": {
        const starting = this.#starting;
        this.#steps = [];
        this.#starting = undefined; // the next start() tries again
        return starting?.settle(new RuntimeError(message.code as RuntimeErrorCode, message.message));
      }
      case "opened":
        return this.#asked.get(message.guest)?.opened(port!);
      case "not-opened": {
        const asked = this.#asked.get(message.guest);
        this.#asked.delete(message.guest);
        asked?.killed();
        return asked?.failed(new RuntimeError(message.code as RuntimeErrorCode, message.message));
      }
      case "died":
        return this.#asked.get(message.guest)?.died(message.why);
      case "killed": {
        const asked = this.#asked.get(message.guest);
        this.#asked.delete(message.guest);
        return asked?.killed();
      }
      case "folder-done":
        return this.#endFolderWork(message.id);
      case "folder-failed":
        return this.#endFolderWork(message.id, new RuntimeError(message.code as RuntimeErrorCode, message.message));
    }
  }
}

function closed(): RuntimeError {
  return new RuntimeError("RUNTIME_CLOSED", "this runtime was disposed of: make a new one");
}
