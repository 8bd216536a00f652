// One container: a folder that its page sees as its working directory, the processes that run in it and their ports.
import { randomBytes } from "node:crypto";
import { mkdir, realpath, rm, stat } from "node:fs/promises";
import path from "node:path";
import { ContainerFiles } from "./container-files.ts";
import type { StandInFaults } from "./faults.ts";
import { exportTree, mountTree, type ExportOptions } from "./file-tree.ts";
import { Jail } from "./jail.ts";
import { killWhatNames } from "./kill-what-names.ts";
import { listPorts, type PortListing } from "./port-listing.ts";
import { Program, type ProgramPlace } from "./program.ts";
import type { FromServer, RunSpec, TerminalSize } from "./wire.ts";

export interface ContainerHome {
  /** Where containers are made, each in a folder of its own. */
  readonly base: string;
  readonly preload: string;
  faults(): StandInFaults;
  previewUrl(container: string, port: number): string;
}

type Tell = (message: FromServer) => void;

export class Container {
  readonly id = randomBytes(5).toString("hex");
  readonly workdir: string;
  readonly files: ContainerFiles;
  readonly #home: ContainerHome;
  readonly #tell: Tell;
  readonly #root: string;
  readonly #jail: Jail;
  readonly #programs = new Map<number, Program>();
  #listing: PortListing | undefined;
  #isTornDown = false;

  private constructor(home: ContainerHome, workdirName: string | undefined, tell: Tell) {
    this.workdir = `/home/${workdirName ?? this.id}`;
    this.#home = home;
    this.#tell = tell;
    this.#root = path.join(home.base, this.id);
    this.#jail = new Jail(path.join(this.#root, this.workdir));
    this.files = new ContainerFiles(this.#jail, (watcher, event, name) =>
      tell({ is: "watched", watcher, event, name }),
    );
  }

  static async make(home: ContainerHome, workdirName: string | undefined, tell: Tell): Promise<Container> {
    const container = new Container({ ...home, base: await realpath(home.base) }, workdirName, tell);
    await mkdir(container.#jail.folder, { recursive: true });
    await mkdir(container.#place.temporary);
    container.#listing = await listPorts(container.#place.ports, (port, change) => container.#onPort(port, change));
    return container;
  }

  get processes(): number {
    return this.#programs.size;
  }

  /** The ports that its programs listen on. */
  get ports(): ReadonlySet<number> {
    return this.#listing?.ports ?? new Set();
  }

  /** Paths of the real disk, as those that the page knows. */
  hidePaths(text: string): string {
    return text.replaceAll(this.#root, "");
  }

  mount(payload: Uint8Array, mountPoint: string | null): Promise<void> {
    return mountTree(this.#jail, mountPoint ?? "/", payload);
  }

  export(name: string, options: ExportOptions): Promise<Uint8Array> {
    return exportTree(this.#jail, name, options);
  }

  async run(process: number, spec: RunSpec): Promise<void> {
    const faults = this.#home.faults();
    if (faults.spawnError) throw new Error(faults.spawnError);
    const later = faults.lateOutputMs
      ? (act: () => void) => void setTimeout(act, faults.lateOutputMs).unref()
      : (act: () => void) => act();
    const output = (bytes: Uint8Array | null) => later(() => this.#tell({ is: "output", process, bytes }));
    const exit = (code: number) => {
      output(null);
      this.#tell({ is: "exit", process, code });
    };
    const insteadOfProgram = saidInstead(spec, faults);
    if (insteadOfProgram) {
      setImmediate(() => {
        output(Buffer.from(insteadOfProgram.text));
        exit(insteadOfProgram.code);
      });
      return;
    }
    const folder = await this.#jail.resolve(spec.cwd ?? "/");
    if (!(await stat(folder)).isDirectory()) throw new Error(`ENOTDIR: not a directory, spawn '${spec.cwd}'`);
    if (this.#isTornDown) throw new Error("there is no container");
    const program = new Program(this.#place, folder, spec, faults, { output, exit });
    this.#programs.set(process, program);
    void program.ended.then(() => this.#programs.delete(process));
  }

  write(process: number, data: string): void {
    this.#programs.get(process)?.write(data);
  }

  resize(process: number, size: TerminalSize): void {
    this.#programs.get(process)?.resize(size);
  }

  async kill(process: number): Promise<void> {
    await this.#programs.get(process)?.kill("SIGTERM");
  }

  /** Resolves when nothing of it is left: no process, no file. */
  async teardown(): Promise<void> {
    this.#isTornDown = true;
    this.files.close();
    await Promise.all([...this.#programs.values()].map((program) => program.kill("SIGKILL")));
    await killWhatNames(this.#root);
    await this.#listing?.close();
    await rm(this.#root, { recursive: true, force: true, maxRetries: 5 });
  }

  get #place(): ProgramPlace {
    return {
      home: this.#jail.folder,
      temporary: path.join(this.#root, "tmp"),
      preload: this.#home.preload,
      ports: path.join(this.#root, "ports"),
    };
  }

  #onPort(port: number, change: "open" | "close"): void {
    const url = this.#home.previewUrl(this.id, port);
    this.#tell({ is: "event", event: "port", args: [port, change, url] });
    if (change === "open") this.#tell({ is: "event", event: "server-ready", args: [port, url] });
  }
}

/** For what is not run at all. */
function saidInstead({ command }: RunSpec, faults: StandInFaults): { text: string; code: number } | null {
  if (command !== "node") return { text: `jsh: command not found: ${command}\r\n`, code: 127 };
  if (!faults.processOutOfMemory) return null;
  const text = "FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\r\n";
  return { text, code: 134 };
}
