// One WebSocket of a page of the host: reads its requests, passes them on to its container, and takes that down when the
// connection ends, whichever way it does.
import { setTimeout } from "node:timers/promises";
import { decode, encode } from "@msgpack/msgpack";
import type { WebSocket } from "ws";
import { Container, type ContainerHome } from "./container.ts";
import type { StandInFaults } from "./faults.ts";
import type { ExportOptions } from "./file-tree.ts";
import type { FromServer, Request, RunSpec, TerminalSize } from "./wire.ts";

const FILE_CALLS = ["readFile", "writeFile", "mkdir", "rm", "rename", "readdir", "watch", "unwatch"] as const;

/** The browser's own words. */
const OUT_OF_MEMORY = "WebAssembly.instantiate(): Out of memory: Cannot allocate Wasm memory for new instance";

export interface ConnectionHome extends ContainerHome {
  record(method: string, args: readonly unknown[]): void;
}

export class Connection {
  /** Resolves when the connection is over and nothing of its container is left. */
  readonly ended: Promise<void>;
  readonly #socket: WebSocket;
  readonly #home: ConnectionHome;
  #container: Container | null = null;
  readonly #over = new AbortController();
  #making: Promise<unknown> = Promise.resolve();

  constructor(socket: WebSocket, home: ConnectionHome) {
    this.#socket = socket;
    this.#home = home;
    socket.on("message", (data) => void this.#answer(decode(data as Buffer) as Request));
    // The browser went away in the middle of a message; the close that follows is what counts.
    socket.on("error", () => socket.terminate());
    this.ended = new Promise<void>((resolve) => socket.once("close", () => resolve())).then(async () => {
      this.#over.abort();
      await this.#making;
      await this.#teardown();
    });
  }

  get container(): Container | null {
    return this.#container;
  }

  drop(): void {
    this.#socket.terminate();
  }

  #tell(message: FromServer): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(encode(message));
  }

  async #answer({ id, method, args }: Request): Promise<void> {
    this.#home.record(method, args);
    const container = this.#container;
    try {
      const value: unknown = await this.#call(method, args as any[]);
      this.#tell({ is: "result", id, value: value ?? null });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#tell({ is: "failure", id, message: container?.hidePaths(message) ?? message });
    }
  }

  async #call(method: string, args: any[]): Promise<unknown> {
    if (method === "build") return this.#build(args[0] as { workdirName?: string });
    const container = this.#container;
    if (!container) throw new Error("there is no container");
    const fileCall = FILE_CALLS.find((name) => `fs.${name}` === method);
    if (fileCall) return (container.files[fileCall] as (...all: any[]) => unknown).apply(container.files, args);
    switch (method) {
      case "loadFiles":
        return container.mount(args[0] as Uint8Array, args[1] as string | null);
      case "serialize":
        return container.export(args[0] as string, args[1] as ExportOptions);
      case "run":
        return container.run(args[0] as number, args[1] as RunSpec);
      case "write":
        return container.write(args[0] as number, args[1] as string);
      case "resize":
        return container.resize(args[0] as number, args[1] as TerminalSize);
      case "kill":
        return container.kill(args[0] as number);
      case "teardown":
        return this.#teardown();
      default:
        throw new Error(`${method} is not in the stand-in`);
    }
  }

  async #build({ workdirName }: { workdirName?: string }): Promise<{ path: string; cwd: string }> {
    const faults = this.#home.faults();
    if (faults.slowBootMs) await setTimeout(faults.slowBootMs, null, { signal: this.#over.signal });
    refuseIfFaulty(faults);
    if (this.#container || this.#socket.readyState !== this.#socket.OPEN)
      throw new Error("one container for each connection");
    const making = Container.make(this.#home, workdirName, (message) => this.#tell(message));
    this.#making = making.catch(() => {});
    this.#container = await making;
    return { path: "/bin:/usr/bin:/usr/local/bin", cwd: this.#container.workdir };
  }

  async #teardown(): Promise<void> {
    const container = this.#container;
    this.#container = null;
    await container?.teardown();
  }
}

function refuseIfFaulty({ boot, buildError }: StandInFaults): void {
  if (boot === "out-of-memory") throw new RangeError(OUT_OF_MEMORY);
  if (buildError) throw new Error(buildError);
}
