// The page's half of the worker runtime: loads the assets once, keeps one living frame, opens guests in it.
import { RuntimeError } from "../errors.ts";
import { orAborted } from "../wait.ts";
import { loadAssets, type AssetUrls } from "./assets.ts";
import { FrameConnection, type FrameSource } from "./frame-connection.ts";
import type { FrameAssets } from "./protocol.ts";

export interface FrameHostOptions {
  readonly assets: AssetUrls | FrameAssets;
  readonly frame: FrameSource;
  /** Guests started ahead of time. */
  readonly spares?: number;
}

export interface HostedGuest {
  /** The line to the guest; whoever holds it is the judge. */
  readonly port: MessagePort;
  readonly died: Promise<string>;
  kill(): Promise<void>;
}

export class FrameHost implements AsyncDisposable {
  readonly #options: FrameHostOptions;
  #assets: Promise<FrameAssets> | undefined;
  #frame: FrameConnection | undefined;
  #lastGuest = 0;
  #closed = false;

  constructor(options: FrameHostOptions) {
    this.#options = options;
  }

  async start(signal: AbortSignal, onStep?: (step: string) => void): Promise<void> {
    const frame = await this.#current(signal, onStep);
    onStep?.("starting the sandbox");
    await orAborted(frame.ready, signal);
  }

  async open(signal: AbortSignal): Promise<HostedGuest> {
    const frame = await this.#current(signal);
    const guest = ++this.#lastGuest;
    const kill = () => frame.kill(guest);
    const opening = frame.open(guest);
    try {
      const { port, died } = await orAborted(opening, signal);
      return { port, died, kill };
    } catch (error) {
      // Aborted while it was being opened: it must not stay behind.
      void opening.then(kill, () => undefined);
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    this.#frame?.lose("the page closed its sandbox");
  }

  async #current(signal: AbortSignal, onStep?: (step: string) => void): Promise<FrameConnection> {
    const assets = await this.#load(signal, onStep);
    if (this.#closed) throw new RuntimeError("RUNTIME_CLOSED", "this runtime was disposed of: make a new one");
    if (this.#frame) return this.#frame;
    const frame = new FrameConnection(this.#options.frame, assets, this.#options.spares ?? 1, () => {
      if (this.#frame === frame) this.#frame = undefined;
    });
    this.#frame = frame;
    return frame;
  }

  /** Shared by all who ask, so nobody's signal may end it; a failed attempt is forgotten, so that the next one tries again. */
  #load(signal: AbortSignal, onStep?: (step: string) => void): Promise<FrameAssets> {
    const given = this.#options.assets;
    if (given.wasm instanceof ArrayBuffer) return Promise.resolve(given as FrameAssets);
    if (!this.#assets) {
      this.#assets = loadAssets(given as AssetUrls, FOREVER, onStep);
      this.#assets.catch(() => (this.#assets = undefined));
    }
    return orAborted(this.#assets, signal);
  }
}

const FOREVER = new AbortController().signal;
