// How a guest process is confined. Node's own permission model with resource limits keeps learner code from files, processes
// and environment, but it has no permission for the network and for signals, and does not claim to hold against code that
// means harm. So for submissions of others it is only one wall of two: see bubblewrap.node.ts.
import { existsSync } from "node:fs";
import path from "node:path";
import type { Tier } from "../../course/model.ts";

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  /** Descriptors that the process inherits from number 5 on. */
  readonly inherits?: readonly number[];
  /** Where the process is started; null = it says so itself. */
  readonly cwd: string | null;
}

/** What a guest process needs of this machine. */
export interface Reach {
  /** Files to read, by absolute path; the first one is the guest program. All of them lie in one folder. */
  readonly reads: readonly string[];
  /** The job's own folder, to read and write; null = it has none. */
  readonly writes: string | null;
}

export interface Confinement {
  /** As the report names it. */
  readonly name: string;
  readonly tier: Tier;
  /** The command that runs the guest program confined to what it must be able to reach. */
  command(reach: Reach, memoryMb: number): Command | Promise<Command>;
  /** The job's folder is gone, and no process is left in it. */
  forget?(folder: string): void;
  close?(): void;
}

/** In all; the judge's own limits end a guest long before. */
const CPU_SECONDS = 120;
/** Of one file, where the job has a folder. */
const FILE_BYTES = 64 * 1024 * 1024;
const PRLIMIT = "/usr/bin/prlimit";
const SETPRIV = "/usr/bin/setpriv";

/** For programs of one's own, and for submissions only if whoever grades them says that he trusts them. */
export const processWithPermissions: Confinement = {
  name: "process with permissions",
  tier: "trust-me",
  command(reach, memoryMb) {
    const [script = ""] = reach.reads;
    const command = nodeCommand(process.execPath, script, reach.writes, memoryMb);
    return limited({ ...command, cwd: reach.writes ?? path.dirname(script) }, reach);
  },
};

/** With limits on time and files, and ended with its host: a guest in an endless loop would not notice that it was killed. */
export function limited(command: Command, { writes }: Reach): Command {
  const fileBytes = writes === null ? 0 : FILE_BYTES;
  const limits = [`--cpu=${CPU_SECONDS}`, `--fsize=${fileBytes}`, "--core=0", "--nofile=256"];
  return prefixed(SETPRIV, ["--pdeathsig", "KILL"], prefixed(PRLIMIT, limits, command));
}

/** Where the program is not there, so on another system than Linux, the command stays as it is. */
export function prefixed(program: string, options: readonly string[], command: Command): Command {
  if (!existsSync(program)) return command;
  return { ...command, program, args: [...options, "--", command.program, ...command.args] };
}

/** Node itself, allowed to read the folder of its script, to use another if the job has one, and nothing else. */
export function nodeCommand(node: string, script: string, folder: string | null, memoryMb: number) {
  const ofFolder = folder === null ? [] : [`--allow-fs-read=${folder}/*`, `--allow-fs-write=${folder}/*`];
  const flags = [
    "--permission",
    `--allow-fs-read=${path.dirname(script)}/*`,
    ...ofFolder,
    "--disallow-code-generation-from-strings",
    "--disable-sigusr1",
    "--no-addons",
    "--no-warnings",
    `--max-old-space-size=${memoryMb}`,
    // Few guests live long enough to win back what it costs to compile SQLite well: a third of their processor time.
    "--liftoff-only",
  ];
  return { program: node, args: [...flags, script, ...(folder === null ? [] : ["--folder"])] };
}
