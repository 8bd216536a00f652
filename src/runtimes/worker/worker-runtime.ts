// The worker runtime for whoever is in the page itself; the judge worker has its relay (relay.ts).
import { messagePortTransport } from "../../port/message-port-transport.ts";
import { openGuest, type GuestProgram, type Launcher } from "../open-guest.ts";
import type { ExerciseRuntime, Guest, Job } from "../runtime.ts";
import { FrameHost, type FrameHostOptions, type HostedGuest } from "./frame-host.ts";

export const WORKER_ISOLATION = "worker in a sandboxed frame";

export class WorkerRuntime implements ExerciseRuntime, Launcher {
  readonly name = "worker";
  readonly isolation = WORKER_ISOLATION;
  readonly tier = null;
  readonly provides = new Set<never>();
  readonly #host: FrameHost;

  constructor(options: FrameHostOptions) {
    this.#host = new FrameHost(options);
  }

  start(signal: AbortSignal, onStep?: (step: string) => void): Promise<void> {
    return this.#host.start(signal, onStep);
  }

  open(job: Job, signal: AbortSignal): Promise<Guest> {
    return openGuest(this, job, signal);
  }

  async launch(signal: AbortSignal): Promise<GuestProgram> {
    return programOf(await this.#host.open(signal));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#host[Symbol.asyncDispose]();
  }
}

export function programOf({ port, died, kill }: HostedGuest): GuestProgram {
  return { transport: messagePortTransport(port), died, kill };
}
