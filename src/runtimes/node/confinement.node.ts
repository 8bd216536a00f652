// How a guest process is confined. This tier is Node's own permission model with resource limits: it keeps learner code
// from files, processes and environment, but Node has no permission for the network, so a connection is NOT refused
// here, and the model does not claim to hold against code that means harm. Stronger tiers wrap the same command.
import { existsSync } from "node:fs";

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
}

export interface Confinement {
  /** As the report names it. */
  readonly name: string;
  /** The command that runs `command` confined to what it must be able to reach. */
  confine(command: Command, reach: Reach): Command;
}

export interface Reach {
  /** The folder with the guest program, to read. */
  readonly reads: string;
  /** The job's own folder, to read and write; null = it has none. */
  readonly writes: string | null;
}

/** In all; the judge's own limits end a guest long before. */
const CPU_SECONDS = 120;
/** Of one file, where the job has a folder. */
const FILE_BYTES = 64 * 1024 * 1024;
const PRLIMIT = "/usr/bin/prlimit";
const SETPRIV = "/usr/bin/setpriv";

export const processWithPermissions: Confinement = {
  name: "process with permissions",
  confine: (command, { writes }) => dyingWithHost(limited(command, writes === null ? 0 : FILE_BYTES)),
};

function limited(command: Command, fileBytes: number): Command {
  const limits = [`--cpu=${CPU_SECONDS}`, `--fsize=${fileBytes}`, "--core=0", "--nofile=256"];
  return prefixed(PRLIMIT, limits, command);
}

/** A guest in an endless loop would not notice that its host was killed. */
function dyingWithHost(command: Command): Command {
  return prefixed(SETPRIV, ["--pdeathsig", "KILL"], command);
}

/** Where the program is not there, so on another system than Linux, the command stays as it is. */
function prefixed(program: string, options: readonly string[], command: Command): Command {
  if (!existsSync(program)) return command;
  return { program, args: [...options, "--", command.program, ...command.args] };
}

/** Node itself, allowed to read one folder, to use another if the job has one, and nothing else. */
export function guestCommand(script: string, { reads, writes }: Reach, memoryMb: number): Command {
  const folder = writes === null ? [] : [`--allow-fs-read=${writes}/*`, `--allow-fs-write=${writes}/*`];
  const flags = [
    "--permission",
    `--allow-fs-read=${reads}/*`,
    ...folder,
    "--disallow-code-generation-from-strings",
    "--disable-sigusr1",
    "--no-addons",
    "--no-warnings",
    `--max-old-space-size=${memoryMb}`,
  ];
  return { program: process.execPath, args: [...flags, script, ...(writes === null ? [] : ["--folder"])] };
}
