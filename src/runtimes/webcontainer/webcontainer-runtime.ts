// The WebContainer runtime for whoever is in the page itself; the judge worker has its relay (worker/relay.ts).
import type { Capability } from "../../course/model.ts";
import { IN_A_CONTAINER } from "../choose-runtime.ts";
import { CONTAINER_GRACE_MS, openGuest, type Folders, type GuestProgram, type Launcher } from "../open-guest.ts";
import type { ExerciseRuntime, Guest, Job } from "../runtime.ts";
import { programOf } from "../worker/worker-runtime.ts";
import { ContainerHost, type ContainerHostOptions } from "./container-host.ts";

export class WebContainerRuntime implements ExerciseRuntime, Launcher {
  readonly name = "webcontainer";
  readonly provides: ReadonlySet<Capability> = new Set(IN_A_CONTAINER);
  readonly folders: Folders;
  readonly graceMs = CONTAINER_GRACE_MS;
  readonly #host: ContainerHost;

  constructor(options: ContainerHostOptions) {
    this.#host = new ContainerHost(options);
    this.folders = this.#host.folders;
  }

  readonly tier = null;

  get isolation(): string {
    return this.#host.isolation;
  }

  start(signal: AbortSignal, onStep?: (step: string) => void): Promise<void> {
    return this.#host.start(signal, onStep);
  }

  open(job: Job, signal: AbortSignal): Promise<Guest> {
    return openGuest(this, job, signal);
  }

  async launch(signal: AbortSignal, folder: string | null): Promise<GuestProgram> {
    return programOf(await this.#host.open(signal, folder));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#host[Symbol.asyncDispose]();
  }
}
