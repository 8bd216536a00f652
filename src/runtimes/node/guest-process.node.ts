// One guest process: its start, its two pipes, its memory, its end.
import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { defaultLimits } from "../../port/limits.ts";
import { splitLines } from "../../port/split-lines.ts";
import type { Transport } from "../../port/types.ts";
import { RuntimeError } from "../errors.ts";
import type { GuestProgram } from "../open-guest.ts";
import { orAborted, within } from "../wait.ts";
import type { Command } from "./confinement.node.ts";

const START_MS = 20_000;
const MEMORY_POLL_MS = 100;
const PAGE_BYTES = 4096;
const LOG_CHARS = 8_192;

export interface GuestProcess extends GuestProgram {
  readonly alive: boolean;
}

/** Resolves when the guest has loaded its kernel and waits for a job. */
export async function startGuestProcess(
  command: Command,
  folder: string,
  memoryBytes: number,
  signal: AbortSignal,
): Promise<GuestProcess> {
  const child = spawn(command.program, command.args, {
    cwd: folder,
    env: {},
    // A group of its own, so that everything in it can be killed at once.
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "pipe", "pipe"],
  });
  const log = keepLog(child);
  const end = watchEnd(child, memoryBytes, log);
  const { transport, firstLine } = openPipes(child);
  const kill = (): Promise<void> => {
    killGroup(child);
    return end.closed;
  };
  const gone = end.reason.then((why) => JSON.stringify({ started: false, why: `${why} ${log()}`.trim() }));
  try {
    const line = await orAborted(within(START_MS, Promise.race([firstLine, gone])), signal);
    const said = line === null ? { started: false, why: `no sign of life for ${START_MS} ms` } : JSON.parse(line);
    if (said.started !== true)
      throw new RuntimeError("GUEST_NOT_STARTED", `a guest process did not start: ${String(said.why)}`);
  } catch (error) {
    await kill();
    throw error;
  }
  return {
    transport,
    kill,
    died: end.reason,
    get alive() {
      return child.exitCode === null && child.signalCode === null;
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

function watchEnd(child: ChildProcess, memoryBytes: number, log: () => string) {
  let tooLarge = false;
  const poll = setInterval(() => {
    if (residentBytes(child.pid) <= memoryBytes) return;
    tooLarge = true;
    killGroup(child);
  }, MEMORY_POLL_MS);
  poll.unref();

  // "close", not "exit": what the guest wrote before it died must be read first.
  const closed = new Promise<void>((resolve) => {
    child.once("close", () => resolve());
    child.once("error", () => resolve());
  });
  const reason = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(`its process could not be started: ${error.message}`));
    child.once("close", (code, signal) => {
      const outOfMemory = tooLarge || log().includes("heap out of memory") || log().includes("Allocation failed");
      if (outOfMemory) resolve(`it used more memory than the ${Math.round(memoryBytes / 1024 / 1024)} MB it may have`);
      else if (signal === "SIGXCPU") resolve("it used more processor time than it may have");
      else resolve(`its process ended (${signal ?? code})`);
    });
  });
  void closed.then(() => clearInterval(poll));
  return { closed, reason };
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    child.kill("SIGKILL"); // no process groups on this system, or nothing left to kill
  }
}

/** 0 where the system does not tell; the heap limit still holds there. */
function residentBytes(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]) * PAGE_BYTES;
  } catch {
    return 0;
  }
}
