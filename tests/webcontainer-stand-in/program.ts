// One process of a container: real Node behind a real terminal, with an environment of its own.
import type { Socket } from "node:net";
import path from "node:path";
import pty from "@lydell/node-pty";
import type { StandInFaults } from "./faults.ts";
import type { RunSpec, TerminalSize } from "./wire.ts";

/** How long a process may take to end itself when it is told to. */
const GRACE_MS = 500;

/** How long a terminal whose program has ended must say nothing to be at its end. */
const QUIET_MS = 20;

/** Where things are that every program of one container needs; paths on the real disk. */
export interface ProgramPlace {
  readonly home: string;
  readonly temporary: string;
  /** The module that every Node process loads before its own. */
  readonly preload: string;
  /** The socket on which programs say which ports they listen on. */
  readonly ports: string;
}

export interface ProgramListener {
  output(bytes: Uint8Array): void;
  exit(code: number): void;
}

/** What the module that is loaded first reads from the environment. */
export interface ProgramSettings {
  readonly ports: string;
  readonly asyncContextLost: boolean;
  readonly olderNode: boolean;
}

export class Program {
  readonly ended: Promise<void>;
  readonly #terminal: pty.IPty;
  #hasEnded = false;

  constructor(place: ProgramPlace, folder: string, spec: RunSpec, faults: StandInFaults, listener: ProgramListener) {
    this.#terminal = pty.spawn(process.execPath, [...(spec.args ?? [])], {
      name: "xterm-256color",
      cols: spec.terminal?.cols ?? 80,
      rows: spec.terminal?.rows ?? 24,
      cwd: folder,
      env: environment(place, spec, faults),
      encoding: null,
    });
    waitForAllOutput(this.#terminal);
    // Bytes and not text, because no encoding was asked for; the types know of text only.
    this.#terminal.onData((bytes) => listener.output(bytes as unknown as Uint8Array));
    this.ended = new Promise((resolve) =>
      this.#terminal.onExit(({ exitCode, signal }) => {
        this.#hasEnded = true;
        listener.exit(signal ? 128 + signal : exitCode);
        resolve();
      }),
    );
  }

  write(data: string): void {
    if (!this.#hasEnded) this.#terminal.write(data);
  }

  resize({ cols, rows }: TerminalSize): void {
    if (!this.#hasEnded) this.#terminal.resize(cols, rows);
  }

  /** Resolves when it has ended, with what it started as far as that belongs to its group. */
  async kill(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    this.#signal(signal);
    const late = setTimeout(() => this.#signal("SIGKILL"), GRACE_MS);
    await this.ended;
    clearTimeout(late);
  }

  #signal(signal: "SIGTERM" | "SIGKILL"): void {
    if (this.#hasEnded) return;
    const { pid } = this.#terminal;
    // One that was only just started leads no group yet.
    if (!send(-pid, signal)) send(pid, signal);
  }
}

/** False when there is no such process any more, or no such group. */
function send(id: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(id, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    return false;
  }
}

/** Nothing of our own environment is handed on. */
function environment(place: ProgramPlace, spec: RunSpec, faults: StandInFaults): Record<string, string> {
  const given = Object.entries(spec.env ?? {}).map(([name, value]) => [name, String(value)] as const);
  const settings: ProgramSettings = {
    ports: place.ports,
    asyncContextLost: faults.asyncContextLost ?? false,
    olderNode: faults.olderNode ?? false,
  };
  return {
    PATH: `${path.dirname(process.execPath)}:/usr/bin:/bin`,
    HOME: place.home,
    TMPDIR: place.temporary,
    SHELL: "/bin/jsh",
    COLORTERM: "truecolor",
    ...Object.fromEntries(given),
    NODE_OPTIONS: `${spec.env?.NODE_OPTIONS ?? ""} --no-addons --import=file://${place.preload}`.trim(),
    FORKPOINT_STAND_IN: JSON.stringify(settings),
  };
}

/**
 * node-pty cuts the output off 200 ms after the exit, read or not. When all has been read, the terminal says so by an
 * error, except where something that the program started still holds it: then the end is when nothing more is there.
 */
function waitForAllOutput(terminal: pty.IPty): void {
  const { _socket: socket } = terminal as unknown as { readonly _socket: Socket };
  const destroy = socket.destroy.bind(socket);
  socket.destroy = (error) => {
    if (error) return destroy(error);
    let isQuiet = true;
    socket.once("data", () => (isQuiet = false));
    // After the timer what can be read is read, and only then comes the turn of `setImmediate`.
    setTimeout(() => setImmediate(() => (isQuiet ? destroy() : socket.destroy())), QUIET_MS);
    return socket;
  };
}
