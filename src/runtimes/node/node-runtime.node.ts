// Runs guests as Node processes, one for each job, with one started ahead of time.
import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import type { Capability, Tier } from "../../course/model.ts";
import { RuntimeError } from "../errors.ts";
import { openGuest, type Folders, type GuestProgram, type Launcher } from "../open-guest.ts";
import type { ExerciseRuntime, Guest, Job } from "../runtime.ts";
import { orAborted } from "../wait.ts";
import { processWithPermissions, type Confinement } from "./confinement.node.ts";
import { startGuestProcess, type GuestProcess } from "./guest-process.node.ts";
import { JobFolders } from "./job-folders.node.ts";

/** What is started as a guest. */
export interface GuestKind {
  /** Files of the vendor folder that it reads; the first one is the program. */
  readonly files: readonly string[];
  readonly provides: readonly Capability[];
  /** What a job has that this guest cannot run, as a part of the sentence "this … which the tier does not know"; null = nothing. */
  unknown?(job: Job): string | null;
}

export interface NodeRuntimeOptions {
  /** The folder with the built kernel and guest program. */
  readonly vendor?: string;
  /** Learner code right in Node if not given. */
  readonly guest?: GuestKind;
  readonly confinement?: Confinement;
  /** Guests started ahead of time. */
  readonly spares?: number;
  /** Of the JavaScript heap; a guest as a whole may use twice as much. */
  readonly heapMb?: number;
}

const VENDOR = path.resolve(import.meta.dirname, "../../../.build/vendor");
const IN_NODE: GuestKind = {
  files: ["guest.node.mjs", "kernel.js", "sql-wasm.wasm", "node-libraries.mjs"],
  provides: ["filesystem", "process"],
};
const FOREVER = new AbortController().signal;

export class NodeRuntime implements ExerciseRuntime, Launcher {
  readonly name = "node";
  readonly isolation: string;
  readonly tier: Tier;
  readonly provides: ReadonlySet<Capability>;
  readonly #vendor: string;
  readonly #guest: GuestKind;
  readonly #confinement: Confinement;
  readonly #sparesWanted: number;
  readonly #heapMb: number;
  readonly #live = new Set<GuestProcess>();
  readonly #folders = new JobFolders((folder) => this.#confinement.forget?.(folder));
  readonly folders: Folders = this.#folders;
  #spares: Promise<GuestProcess>[] = [];
  #closed = false;

  constructor(options: NodeRuntimeOptions = {}) {
    const vendor = options.vendor ?? VENDOR;
    // Permissions are given for real paths, and Node resolves links before it asks.
    this.#vendor = existsSync(vendor) ? realpathSync(vendor) : vendor;
    this.#guest = options.guest ?? IN_NODE;
    this.provides = new Set(this.#guest.provides);
    this.#confinement = options.confinement ?? processWithPermissions;
    this.#sparesWanted = options.spares ?? 1;
    this.#heapMb = options.heapMb ?? 256;
    this.isolation = this.#confinement.name;
    this.tier = this.#confinement.tier;
    // Where the host is ended in the middle of a job, its guests must not go on.
    process.once("exit", this.#killAll);
  }

  async start(signal: AbortSignal, onStep?: (step: string) => void): Promise<void> {
    onStep?.("starting a guest process");
    const missing = this.#guest.files.find((file) => !existsSync(path.join(this.#vendor, file)));
    if (missing)
      throw new RuntimeError("ASSET_MISSING", `${path.join(this.#vendor, missing)} is missing: run "npm run vendor"`);
    this.#keepSpares();
    await orAborted(Promise.all(this.#spares), signal);
  }

  async open(job: Job, signal: AbortSignal): Promise<Guest> {
    const missing = job.needs.filter((capability) => !this.provides.has(capability));
    if (missing.length > 0)
      throw new RuntimeError(
        "CAPABILITY_MISSING",
        `this exercise needs ${missing.join(" and ")}, which the ${this.tier} tier does not offer: use the strong tier`,
      );
    const unknown = this.#guest.unknown?.(job) ?? null;
    if (unknown !== null)
      throw new RuntimeError(
        "CAPABILITY_MISSING",
        `${unknown}, which the ${this.tier} tier does not know: use the strong tier`,
      );
    return openGuest(this, job, signal);
  }

  async launch(signal: AbortSignal, folder: string | null): Promise<GuestProgram> {
    signal.throwIfAborted();
    // What a process may reach is settled when it is started, so none can be started ahead of time.
    if (folder !== null) return this.#startOne(signal, await this.#folders.make(folder));
    const guest = await this.#take(signal);
    this.#keepSpares();
    return guest;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    process.off("exit", this.#killAll);
    const spares = this.#spares;
    this.#spares = [];
    await Promise.allSettled(spares.map((spare) => spare.then((guest) => guest.kill())));
    await Promise.all([...this.#live].map((guest) => guest.kill()));
    this.#end();
  }

  readonly #killAll = (): void => {
    for (const guest of this.#live) void guest.kill();
    this.#end();
  };

  #end(): void {
    this.#folders.removeAll();
    this.#confinement.close?.();
  }

  async #take(signal: AbortSignal): Promise<GuestProcess> {
    for (let spare = this.#spares.shift(); spare; spare = this.#spares.shift()) {
      try {
        const guest = await orAborted(spare, signal);
        if (guest.alive) return guest;
      } catch (error) {
        if (!signal.aborted) continue; // this one did not start; the next attempt says why
        this.#spares.unshift(spare);
        throw error;
      }
    }
    return this.#startOne(signal, null);
  }

  #keepSpares(): void {
    while (!this.#closed && this.#spares.length < this.#sparesWanted) {
      const spare = this.#startOne(FOREVER, null);
      spare.catch(() => undefined);
      this.#spares.push(spare);
    }
  }

  async #startOne(signal: AbortSignal, folder: string | null): Promise<GuestProcess> {
    if (this.#closed) throw new RuntimeError("RUNTIME_CLOSED", "this runtime was disposed of: make a new one");
    const reach = { reads: this.#guest.files.map((file) => path.join(this.#vendor, file)), writes: folder };
    const command = await this.#confinement.command(reach, this.#heapMb);
    const bounds = { memoryBytes: this.#heapMb * 2 * 1024 * 1024, folder };
    const guest = await startGuestProcess(command, bounds, signal);
    this.#live.add(guest);
    void guest.died.then(() => this.#live.delete(guest));
    return guest;
  }
}
