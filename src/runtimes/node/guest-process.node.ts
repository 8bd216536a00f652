// One guest process: its start, its two pipes, its memory, its end.
import { spawn, type ChildProcess } from "node:child_process";
import { constants } from "node:os";
import type { Readable, Writable } from "node:stream";
import { defaultLimits } from "../../port/limits.ts";
import { splitLines } from "../../port/split-lines.ts";
import type { Transport } from "../../port/types.ts";
import { RuntimeError } from "../errors.ts";
import type { GuestProgram } from "../open-guest.ts";
import { orAborted, within } from "../wait.ts";
import type { Command } from "./confinement.node.ts";
import { FOLDER_LIMIT, isOverfull } from "./job-folders.node.ts";
import { childrenOf, residentBytes } from "./process-tree.node.ts";

const START_MS = 20_000;
const POLL_MS = 100;
const LOG_CHARS = 8_192;

/** Looked at while the guest runs: where it goes past one of them, it is ended. */
export interface GuestBounds {
  /** Of all its memory. */
  readonly memoryBytes: number;
  /** The job's folder; null = it has none. */
  readonly folder: string | null;
}

export interface GuestProcess extends GuestProgram {
  readonly alive: boolean;
}

/** Resolves when the guest has loaded its kernel and waits for a job. */
export async function startGuestProcess(
  command: Command,
  bounds: GuestBounds,
  signal: AbortSignal,
): Promise<GuestProcess> {
  const child = spawn(command.program, command.args, {
    ...(command.cwd !== null && { cwd: command.cwd }),
    env: {},
    // A group of its own, so that everything in it can be killed at once.
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "pipe", "pipe", ...(command.inherits ?? [])],
  });
  const log = keepLog(child);
  const end = watchEnd(child, bounds, log);
  const { transport, firstLine } = openPipes(child);
  const gone = end.reason.then((why) => JSON.stringify({ started: false, why: `${why} ${log()}`.trim() }));
  try {
    const line = await orAborted(within(START_MS, Promise.race([firstLine, gone])), signal);
    const said = line === null ? { started: false, why: `no sign of life for ${START_MS} ms` } : JSON.parse(line);
    if (said.started !== true)
      throw new RuntimeError("GUEST_NOT_STARTED", `a guest process did not start: ${String(said.why)}`);
  } catch (error) {
    await end.now();
    throw error;
  }
  return {
    transport,
    kill: end.now,
    died: end.reason,
    get alive() {
      return isAlive(child);
    },
  };
}

function openPipes(child: ChildProcess): { transport: Transport; firstLine: Promise<string> } {
  const input = child.stdio[3] as Writable;
  const output = child.stdio[4] as Readable;
  input.on("error", () => undefined); // the guest is gone; `watchEnd` tells why
  output.on("error", () => undefined);
  output.setEncoding("utf8");
  let take: (line: string) => void;
  const firstLine = new Promise<string>((resolve) => (take = resolve));
  output.on(
    "data",
    splitLines((line) => take(line), defaultLimits.lineChars),
  );
  const transport: Transport = {
    send(line) {
      if (input.writable) input.write(`${line}\n`);
    },
    onLine(listener) {
      take = listener;
    },
    // The end of a process is told by `died`, with a reason.
    onClose: () => {},
    close() {
      input.destroy();
      take = () => {};
    },
  };
  return { transport, firstLine };
}

/** Learner code cannot write here, but Node itself does when it dies. */
function keepLog(child: ChildProcess): () => string {
  let log = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => {
      if (log.length < LOG_CHARS) log += text.slice(0, LOG_CHARS - log.length);
    });
  return () => log;
}

function watchEnd(child: ChildProcess, { memoryBytes, folder }: GuestBounds, log: () => string) {
  let tooMuch: "memory" | "files" | null = null;
  let isOver = false;
  const poll = setInterval(() => {
    if (residentBytes(child.pid) > memoryBytes) tooMuch ??= "memory";
    else if (folder !== null && isOverfull(folder)) tooMuch ??= "files";
    // Again and again: a sandbox that is just being made may have got another process meanwhile.
    if (isOver || tooMuch) killAll(child);
  }, POLL_MS);
  poll.unref();

  // "close", not "exit": what the guest wrote before it died must be read first.
  const closed = new Promise<void>((resolve) => {
    child.once("close", () => resolve());
    child.once("error", () => resolve());
  });
  const reason = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(`its process could not be started: ${error.message}`));
    child.once("close", (code, signal) => {
      const outOfMemory =
        tooMuch === "memory" || log().includes("heap out of memory") || log().includes("Allocation failed");
      if (outOfMemory) resolve(`it used more memory than the ${Math.round(memoryBytes / 1024 / 1024)} MB it may have`);
      else if (tooMuch === "files") resolve(`it left more in its folder than the ${FOLDER_LIMIT} that it may`);
      else if ((signal ?? signalOf(code)) === "SIGXCPU") resolve("it used more processor time than it may have");
      else if (said(log())) resolve(said(log())!);
      else resolve(`its process ended (${signal ?? signalOf(code) ?? code})`);
    });
  });
  void closed.then(() => clearInterval(poll));
  const now = (): Promise<void> => {
    isOver = true;
    killAll(child);
    return closed;
  };
  return { now, reason };
}

/** What the program around a guest says when it ends it; learner code cannot write there. */
function said(log: string): string | undefined {
  return /^guest ended: (.{1,300})$/m.exec(log)?.[1];
}

/** A sandbox's process tells of a signal inside as a shell does: 128 and the signal's number. */
function signalOf(code: number | null): string | undefined {
  return Object.entries(constants.signals).find(([, number]) => number + 128 === code)?.[0];
}

function isAlive(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

function killAll(child: ChildProcess): void {
  // The number of one that has ended may be another's by now.
  if (child.pid === undefined || !isAlive(child)) return;
  // What is in a sandbox first: its own process then buries it and ends. The other way round nobody may be there to do so.
  const inside = childrenOf(child.pid);
  for (const pid of inside) kill(pid);
  if (inside.length === 0 && !kill(-child.pid)) child.kill("SIGKILL");
}

function kill(pid: number): boolean {
  try {
    return process.kill(pid, "SIGKILL");
  } catch {
    return false; // nothing left to kill, or no process groups on this system
  }
}
