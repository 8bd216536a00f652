// One frame with a container in it, from the page's side: a boot that ends, guests, their folders, and the notice that the
// container is lost. The client in the frame may wait for its host for ever, and nothing but a fresh frame helps it then.
import { RuntimeError } from "../errors.ts";
import { SignsOfLife } from "../signs-of-life.ts";
import { within } from "../wait.ts";
import type { OpenedGuest } from "../worker/frame-connection.ts";
import { offline, troubleOfTime, troubleSaid, type PageRealm } from "./container-troubles.ts";
import { BOOT_STEPS, type BootStep, type FromContainer, type ToContainer } from "./protocol.ts";

export interface ConnectionTimes {
  /** From the frame to a container that has started. */
  readonly bootMs: number;
  /** From there to a guest that has started in it. */
  readonly fillMs: number;
  /** Without an answer for so long, a container is lost. */
  readonly silentMs: number;
}

const OPEN_MS = 20_000;
const KILL_MS = 5_000;
const FOLDER_MS = 10_000;

const SILENT = "the container stopped answering";

interface GuestRecord {
  readonly opened: (result: "opened" | RuntimeError) => void;
  readonly died: (why: string) => void;
  killed: () => void;
}

export interface ConnectionListener {
  onStep(step: string): void;
  /** Before anybody else is told. */
  onLost(): void;
}

export class ContainerConnection {
  /** Rejects when there is no container; the frame is gone by then. */
  readonly ready: Promise<void>;
  readonly #times: ConnectionTimes;
  readonly #life: SignsOfLife;
  readonly #realm: PageRealm;
  readonly #listener: ConnectionListener;
  readonly #element: HTMLIFrameElement;
  readonly #port: MessagePort;
  readonly #guests = new Map<number, GuestRecord>();
  readonly #folderWork = new Map<number, (error?: RuntimeError) => void>();
  #settleReady: (error?: RuntimeError) => void = () => {};
  #step: BootStep = "frame";
  #bootTimer: ReturnType<typeof setTimeout> | undefined;
  #lastFolderWork = 0;
  #standIn = false;
  #isLost = false;

  constructor(frameUrl: string, times: ConnectionTimes, realm: PageRealm, listener: ConnectionListener) {
    this.#times = times;
    this.#life = new SignsOfLife(
      times.silentMs,
      (count) => this.#tell({ do: "ping", count }),
      () => this.lose(notStarted(SILENT)),
    );
    this.#realm = realm;
    this.#listener = listener;
    const channel = new MessageChannel();
    this.#port = channel.port1;
    this.#port.onmessage = (event: MessageEvent<FromContainer>) => this.#hear(event.data);
    this.ready = new Promise<void>((resolve, reject) => {
      this.#settleReady = (error) => (error ? reject(error) : resolve());
    });
    this.ready.then(() => this.#endBoot()).catch(() => undefined);
    this.#setTimer(times.bootMs);
    addEventListener("offline", this.#onOffline);
    listener.onStep(BOOT_STEPS.frame);
    this.#element = createFrame(frameUrl, (frame) => frame.postMessage(null, location.origin, [channel.port2]));
  }

  /** The container's host is one that tests put in the place of the real one. */
  get standIn(): boolean {
    return this.#standIn;
  }

  async open(guest: number, folder: string | null): Promise<OpenedGuest> {
    const { port1, port2 } = new MessageChannel();
    let die: (why: string) => void;
    const died = new Promise<string>((resolve) => (die = resolve));
    const opened = new Promise<"opened" | RuntimeError>((resolve) => {
      this.#guests.set(guest, { opened: resolve, died: (why) => die(why), killed: () => {} });
    });
    this.#tell({ do: "open", guest, folder }, [port2]);
    this.#watch();
    const result = this.#isLost ? notStarted(SILENT) : await within(OPEN_MS, opened);
    if (result === "opened") return { port: port1, died };
    const error = result ?? notStarted(`a guest did not start within ${OPEN_MS} ms`);
    // No learner code was in it: something is wrong with the container itself.
    this.lose(error);
    throw error;
  }

  /** Resolves when the guest runs no more, be it that the whole container had to go. */
  async kill(guest: number): Promise<void> {
    const record = this.#guests.get(guest);
    if (!record || this.#isLost) return;
    const killed = new Promise<true>((resolve) => (record.killed = () => resolve(true)));
    this.#tell({ do: "kill", guest });
    if (!(await within(KILL_MS, killed))) this.lose(notStarted(SILENT));
    this.#guests.delete(guest);
    this.#watch();
  }

  /** The other end of a program's terminal. */
  node(args: readonly string[]): MessagePort {
    const { port1, port2 } = new MessageChannel();
    this.#tell({ do: "node", args }, [port2]);
    return port1;
  }

  empty(folder: string): Promise<void> {
    return this.#folder("empty", folder);
  }

  remove(folder: string): Promise<void> {
    return this.#folder("remove", folder);
  }

  /** The frame is removed, and with it everything in it; whoever waits is told. */
  lose(error: RuntimeError): void {
    if (this.#isLost) return;
    this.#isLost = true;
    this.#listener.onLost();
    this.#endBoot();
    this.#life.stop();
    this.#element.remove();
    this.#port.close();
    this.#settleReady(error);
    for (const record of this.#guests.values()) {
      record.opened(error);
      record.died(error.message);
      record.killed();
    }
    this.#guests.clear();
    // Its folders are gone, which is all that emptying or removing them is for.
    for (const done of this.#folderWork.values()) done();
    this.#folderWork.clear();
  }

  readonly #onOffline = (): void => this.lose(offline());

  #hear(message: FromContainer): void {
    this.#life.heard();
    switch (message.is) {
      case "there":
        this.#standIn = message.standIn;
        return this.#enter("host");
      case "step":
        return this.#enter(message.step);
      case "ready":
        return this.#settleReady();
      case "broken":
        return this.lose(message.missing ? missing(message.why) : troubleSaid(message.why, this.#step, this.#realm));
      case "lost":
        return this.lose(notStarted(`the container is lost: ${message.why}`));
      case "opened":
        return this.#guests.get(message.guest)?.opened("opened");
      case "killed":
        return this.#guests.get(message.guest)?.killed();
      case "died": {
        const record = this.#guests.get(message.guest);
        record?.opened(notStarted(`a guest did not start: ${message.why}`));
        return record?.died(message.why);
      }
      case "folder-done":
        return this.#folderWork.get(message.id)?.();
      case "folder-failed":
        return this.#folderWork.get(message.id)?.(notStarted(`a job's folder could not be cleared: ${message.why}`));
      case "pong":
    }
  }

  #enter(step: BootStep): void {
    if (this.#isLost || step === this.#step) return;
    this.#step = step;
    if (step === "fill") this.#setTimer(this.#times.fillMs);
    this.#listener.onStep(BOOT_STEPS[step]);
  }

  #setTimer(ms: number): void {
    clearTimeout(this.#bootTimer);
    this.#bootTimer = setTimeout(() => this.lose(troubleOfTime(this.#step, ms, this.#realm)), ms);
  }

  #endBoot(): void {
    clearTimeout(this.#bootTimer);
    removeEventListener("offline", this.#onOffline);
  }

  async #folder(work: "empty" | "remove", folder: string): Promise<void> {
    if (this.#isLost) return;
    const id = ++this.#lastFolderWork;
    const done = new Promise<"done" | RuntimeError>((resolve) => {
      this.#folderWork.set(id, (error) => resolve(error ?? "done"));
    });
    this.#tell({ do: work, folder, id });
    const result = await within(FOLDER_MS, done);
    this.#folderWork.delete(id);
    if (result === null) this.lose(notStarted(SILENT));
    else if (result !== "done") throw result;
  }

  #tell(message: ToContainer, transfer: Transferable[] = []): void {
    this.#port.postMessage(message, transfer);
  }

  /** A container is asked for a sign of life while guests are open. */
  #watch(): void {
    if (this.#guests.size === 0 || this.#isLost) this.#life.stop();
    else this.#life.watch();
  }
}

function createFrame(url: string, onLoad: (frame: Window) => void): HTMLIFrameElement {
  const element = document.createElement("iframe");
  element.setAttribute("aria-hidden", "true");
  // What the host's own frame inside needs, this one must be given.
  element.allow = "cross-origin-isolated";
  element.tabIndex = -1;
  element.style.display = "none";
  element.src = url;
  element.addEventListener("load", () => onLoad(element.contentWindow!), { once: true });
  document.body.append(element);
  return element;
}

function notStarted(message: string): RuntimeError {
  return new RuntimeError("GUEST_NOT_STARTED", message);
}

function missing(why: string): RuntimeError {
  return new RuntimeError("ASSET_MISSING", `${why}: check the connection and try again`);
}
