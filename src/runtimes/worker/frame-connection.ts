// One sandboxed frame, from the page's side: opens and kills guests in it and notices when it is lost. A frame is lost
// when it stops answering: a heap blow-up in a worker takes the frame's whole process with it, without any event.
import { RuntimeError } from "../errors.ts";
import { SignsOfLife } from "../signs-of-life.ts";
import { within } from "../wait.ts";
import { frameDocument } from "./frame-document.ts";
import type { FrameAssets, FromFrame, ToFrame } from "./protocol.ts";

/** Where the frame's document comes from: its script, or the address of a page that `frameDocument` made. */
export type FrameSource = { readonly script: string } | { readonly url: string };

const START_MS = 30_000;
const OPEN_MS = 15_000;
const KILL_MS = 3_000;
/** A frame is asked for a sign of life while guests are open; its own thread never runs learner code. */
const SILENT_MS = 10_000;

const LOST = "the page's sandbox ran out of memory or stopped answering";

export interface OpenedGuest {
  readonly port: MessagePort;
  readonly died: Promise<string>;
}

interface GuestRecord {
  readonly opened: (result: "opened" | RuntimeError) => void;
  readonly died: (why: string) => void;
  killed: () => void;
}

export class FrameConnection {
  /** Rejects when the frame cannot start. */
  readonly ready: Promise<void>;
  readonly #element: HTMLIFrameElement;
  readonly #port: MessagePort;
  readonly #guests = new Map<number, GuestRecord>();
  readonly #onLost: () => void;
  #settleReady: (error?: RuntimeError) => void = () => {};
  readonly #life = new SignsOfLife(
    SILENT_MS,
    (count) => this.#tell({ do: "ping", count }),
    () => this.lose(LOST),
  );
  #isLost = false;

  constructor(source: FrameSource, assets: FrameAssets, spares: number, onLost: () => void) {
    this.#onLost = onLost;
    const channel = new MessageChannel();
    this.#port = channel.port1;
    this.#port.onmessage = (event: MessageEvent<FromFrame>) => this.#hear(event.data);
    const ready = new Promise<void>((resolve, reject) => {
      this.#settleReady = (error) => (error ? reject(error) : resolve());
    });
    this.ready = within(
      START_MS,
      ready.then(() => true),
    ).then((started) => {
      if (!started) throw notStarted(`the sandboxed frame did not start within ${START_MS} ms`);
    });
    this.ready.catch(() => this.lose("the sandboxed frame did not start"));
    this.#element = createFrame(source, (frame) => {
      frame.postMessage(null, "*", [channel.port2]);
      this.#tell({ do: "begin", assets, spares });
    });
  }

  async open(guest: number): Promise<OpenedGuest> {
    await this.ready;
    const { port1, port2 } = new MessageChannel();
    let die: (why: string) => void;
    const died = new Promise<string>((resolve) => (die = resolve));
    const opened = new Promise<"opened" | RuntimeError>((resolve) => {
      this.#guests.set(guest, { opened: resolve, died: (why) => die(why), killed: () => {} });
    });
    this.#tell({ do: "open", guest }, [port2]);
    this.#watch();
    const result = await within(OPEN_MS, opened);
    if (result === "opened") return { port: port1, died };
    if (result === null) this.lose(LOST);
    throw result ?? notStarted(`a guest did not start within ${OPEN_MS} ms`);
  }

  /** Resolves when the guest runs no more, be it that the whole frame had to go. */
  async kill(guest: number): Promise<void> {
    const record = this.#guests.get(guest);
    if (!record || this.#isLost) return;
    const killed = new Promise<true>((resolve) => (record.killed = () => resolve(true)));
    this.#tell({ do: "kill", guest });
    if (!(await within(KILL_MS, killed))) this.lose(LOST);
    this.#guests.delete(guest);
    this.#watch();
  }

  /** The frame is removed and whoever waits for a guest in it is told. */
  lose(why: string): void {
    if (this.#isLost) return;
    this.#isLost = true;
    this.#onLost();
    this.#life.stop();
    this.#element.remove();
    this.#port.close();
    this.#settleReady(notStarted(why));
    for (const record of this.#guests.values()) {
      record.opened(notStarted(why));
      record.died(why);
      record.killed();
    }
    this.#guests.clear();
  }

  #hear(message: FromFrame): void {
    this.#life.heard();
    switch (message.is) {
      case "ready":
        return this.#settleReady();
      case "broken":
        return this.#settleReady(notStarted(`the sandboxed frame could not start: ${message.why}`));
      case "opened":
        return this.#guests.get(message.guest)?.opened("opened");
      case "killed":
        return this.#guests.get(message.guest)?.killed();
      case "died": {
        const record = this.#guests.get(message.guest);
        record?.opened(notStarted(`a guest did not start: ${message.why}`));
        return record?.died(message.why);
      }
      case "pong":
    }
  }

  #tell(message: ToFrame, transfer: Transferable[] = []): void {
    this.#port.postMessage(message, transfer);
  }

  #watch(): void {
    if (this.#guests.size === 0 || this.#isLost) this.#life.stop();
    else this.#life.watch();
  }
}

function createFrame(source: FrameSource, onLoad: (frame: Window) => void): HTMLIFrameElement {
  const element = document.createElement("iframe");
  element.setAttribute("sandbox", "allow-scripts");
  element.setAttribute("aria-hidden", "true");
  element.tabIndex = -1;
  // An isolated page of a host that sets no headers may frame only this: its document comes without the header that it would
  // need, and no service worker can add it, because none is asked about a sandboxed frame.
  if (crossOriginIsolated) element.setAttribute("credentialless", "");
  element.style.display = "none";
  if ("url" in source) element.src = source.url;
  else element.srcdoc = frameDocument(source.script);
  element.addEventListener("load", () => onLoad(element.contentWindow!), { once: true });
  document.body.append(element);
  return element;
}

function notStarted(message: string): RuntimeError {
  return new RuntimeError("GUEST_NOT_STARTED", message);
}
