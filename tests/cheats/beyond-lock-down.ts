// The same attacks, for whoever has found a way past the compiler and the lock-down: as programs of their own, with all of
// Node's modules, started by the very command that a tier starts its guests with.
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Confinement } from "../../src/runtimes/node/confinement.node.ts";
import { runInBox } from "./box.ts";
import { type Hit, setCanaries } from "./canaries.ts";
import { aimed } from "./targets.ts";
import type { Cheat } from "./read-corpus.ts";

/** Memory, output and time are the judge's to watch, and are, when the corpus is graded; a command has no judge. */
export const GOALS_BEYOND: readonly string[] = [
  "disk",
  "environment",
  "host",
  "leak",
  "network",
  "processes",
  "signals",
];
/** Only its judge can end it; and what the compiler does not let in is not there without it. */
const NEEDS_THE_JUDGE = new Set([
  "deaf-to-signals",
  "url-import",
  "builtin-import",
  "tests-by-import",
  "tests-by-search",
]);

export function isForBeyond({ goal, name }: Cheat): boolean {
  return GOALS_BEYOND.includes(goal) && !NEEDS_THE_JUDGE.has(name);
}

export interface Beyond {
  /** What the program said: its first line is that it has begun. */
  readonly stdout: string;
  readonly stderr: string;
  readonly hits: readonly Hit[];
}

const PROGRAM = path.join(import.meta.dirname, "naive/program.mjs");

export async function runBeyond(source: string, confinement: Confinement): Promise<Beyond> {
  await using canaries = await setCanaries();
  const guest = path.join(canaries.folder, "out/guest");
  mkdirSync(guest);
  copyFileSync(PROGRAM, path.join(guest, "program.mjs"));
  writeFileSync(path.join(guest, "attack.mjs"), aimed(source, canaries.targets));
  const reads = ["program.mjs", "attack.mjs"].map((name) => path.join(guest, name));
  const { program, args, cwd } = await confinement.command({ reads, writes: null }, 256);
  // As a runtime does it: nothing of the judge's environment.
  const { stdout, stderr, hits } = await runInBox(["env", "-i", program, ...args], {
    canaries,
    network: source.includes("_PORT__") || source.includes("__SOCKET__"),
    cpuSeconds: 20,
    // Nobody ends a judge that was stopped.
    wallMs: /SIGSTOP/.test(source) ? 5_000 : 40_000,
    cwd: cwd ?? guest,
  });
  return { stdout, stderr, hits: [...hits, ...canaries.tripped([stdout, stderr])] };
}
