// Where attacks may do their worst: a sandbox around a grader or a program that is there to be fooled. It sees this machine's
// files, which it cannot change, but for the folder of the run, and only its own processes; so a signal to all processes ends
// what is in the box. It knows nothing of our tiers: what it lets through is what they have to stop.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Readable } from "node:stream";
import { residentBytes } from "../../src/runtimes/node/process-tree.node.ts";
import { REPOSITORY } from "../node-grading.ts";
import type { Canaries, Hit } from "./canaries.ts";

export interface BoxOptions {
  readonly canaries: Canaries;
  /** Whether the listeners of this machine can be reached from inside; otherwise there is a loopback of its own. */
  readonly network: boolean;
  readonly cpuSeconds: number;
  readonly wallMs: number;
  readonly cwd: string;
}

export interface BoxRun {
  readonly stdout: string;
  readonly stderr: string;
  /** As a shell tells it; null = the shell itself was killed. */
  readonly status: number | null;
  /** What happened in the box that a canary outside cannot see. */
  readonly hits: readonly Hit[];
}

const MEMORY_BYTES = 600_000_000;
const POLL_MS = 40;
const KEPT_CHARS = 4_000_000;
export const OUTPUT_CHARS = 1_000_000;

/**
 * A judge of its own, who is a shell: starts a process that must stay alive, then the program in a group of its own, then
 * tells how the program ended, how its neighbour is, and how many processes are left a second later.
 */
const JUDGE = `
set -m
sleep 3600 & neighbour=$!
"$@" 6>&-
status=$?
state=$(cut -d' ' -f3 /proc/$neighbour/stat 2>/dev/null || echo gone)
for try in 1 2 3 4 5 6 7 8 9 10; do
  left=0
  for entry in /proc/[0-9]*; do
    id=\${entry#/proc/}
    case $id in 1|$$|$neighbour) ;; *) left=$((left + 1)) ;; esac
  done
  [ $left = 0 ] && break
  sleep 0.1
done
echo "$status $state $left" >&6`;

/** Ends at the latest after `wallMs`. */
export async function runInBox(command: readonly string[], options: BoxOptions): Promise<BoxRun> {
  const { canaries, network, cpuSeconds, wallMs, cwd } = options;
  const { folder } = canaries;
  mkdirSync(path.join(folder, "tmp"), { recursive: true });
  const box = [
    ...["--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--bind", path.join(folder, "tmp"), "/tmp"],
    // It may lie below the folder that was just hidden.
    ...["--ro-bind", REPOSITORY, REPOSITORY, "--bind", folder, folder, "--chdir", cwd],
    ...["--unshare-pid", "--unshare-ipc", "--die-with-parent"],
    ...(network ? [] : ["--unshare-net"]),
  ];
  // Soft ones only: what runs in here sets limits of its own.
  const limits = [`--cpu=${cpuSeconds}:`, "--fsize=64000000:", "--core=0:"];
  const judge = ["setsid", "bash", "-c", JUDGE, "judge", "prlimit", ...limits, "--", ...command];
  const child = spawn("bwrap", [...box, "--", ...judge], {
    env: { ...canaries.environment, PATH: process.env.PATH, HOME: folder },
    stdio: ["ignore", "pipe", "pipe", "ignore", "ignore", "ignore", "pipe"],
    detached: true,
  });
  const [stdout, stderr, told] = [1, 2, 6].map((fd) => collect(child.stdio[fd] as Readable));
  let late = false;
  let peak = 0;
  const end = () => child.exitCode === null && child.signalCode === null && process.kill(-child.pid!, "SIGKILL");
  const timer = setTimeout(() => ((late = true), end()), wallMs);
  const poll = setInterval(() => {
    peak = Math.max(peak, residentBytes(child.pid));
    if (peak > MEMORY_BYTES) end();
  }, POLL_MS);
  const [code] = (await once(child, "close")) as [number | null];
  clearTimeout(timer);
  clearInterval(poll);
  const outcome = /^(\d+) (\w+) (\d+)/.exec(told!());
  if (code !== 0 && !outcome && stderr!().startsWith("bwrap:")) throw new Error(`no sandbox: ${stderr!()}`);
  const status = outcome ? Number(outcome[1]) : null;
  const tooLarge = peak > MEMORY_BYTES;
  const hits: [Hit, boolean][] = [
    ["memory", tooLarge],
    // 152: ended by the limit on processor time, after which there would have been no end.
    ["time", late || status === 152],
    ["signals", (!outcome && !late && !tooLarge) || (outcome !== null && !/^[SR]$/.test(outcome[2]!))],
    ["processes", outcome !== null && Number(outcome[3]) > 0],
    ["output", stdout!().length + stderr!().length > OUTPUT_CHARS],
  ];
  return {
    stdout: stdout!(),
    stderr: stderr!(),
    status,
    hits: hits.filter(([, hit]) => hit).map(([name]) => name),
  };
}

function collect(stream: Readable): () => string {
  let text = "";
  stream.setEncoding("utf8").on("data", (chunk: string) => {
    if (text.length < KEPT_CHARS) text += chunk;
  });
  return () => text;
}
