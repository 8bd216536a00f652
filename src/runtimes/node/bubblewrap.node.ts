// The strong tier: a process in namespaces of its own, by bubblewrap. It sees no network, no other process, and a file system
// of Node's program, the libraries that it loads, the guest program, and the job's folder if it has one. Node's permissions
// and the limits on resources hold inside as well.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, realpathSync } from "node:fs";
import path from "node:path";
import type { Readable } from "node:stream";
import { type Command, type Confinement, limited, nodeCommand, type Reach } from "./confinement.node.ts";

export const BWRAP = "/usr/bin/bwrap";
/** Where things lie inside: a name of the machine's own would tell who grades, and where. */
const NODE = "/node";
const GUEST = "/guest";
const JOB = "/job";
/** The first two descriptors that a guest does not use itself. */
const [USER_FD, PID_FD] = [5, 6];
const NOBODY = "65534";

export class Bubblewrap implements Confinement {
  readonly name = "namespaces, permissions and limits";
  readonly tier = "strong";
  readonly #node = realpathSync(process.execPath);
  readonly #libraries = librariesOf(this.#node);
  readonly #jobs = new Map<string, Promise<Namespaces>>();

  async command(reach: Reach, memoryMb: number): Promise<Command> {
    const { reads, writes } = reach;
    const script = path.posix.join(GUEST, path.basename(reads[0]!));
    const node = nodeCommand(NODE, script, writes === null ? null : JOB, memoryMb);
    const shared = writes === null ? null : await this.#namespacesOf(writes);
    const args = [
      ...(shared ? ["--userns", `${USER_FD}`, "--pidns", `${PID_FD}`] : OWN_NAMESPACES),
      ...["--unshare-ipc", "--unshare-net", "--unshare-uts", "--unshare-cgroup-try"],
      ...["--hostname", "guest", "--new-session", "--clearenv", "--cap-drop", "ALL"],
      ...this.#libraries.flatMap((file) => ["--ro-bind", file, file]),
      ...["--ro-bind", this.#node, NODE],
      ...reads.flatMap((file) => ["--ro-bind", file, path.posix.join(GUEST, path.basename(file))]),
      ...(writes === null ? [] : ["--bind", writes, JOB]),
      ...["--remount-ro", "/", "--chdir", writes === null ? GUEST : JOB],
    ];
    const wrapped = { program: BWRAP, args: [...args, "--", node.program, ...node.args], cwd: null };
    return limited({ ...wrapped, ...(shared && { inherits: shared.descriptors }) }, reach);
  }

  forget(folder: string): void {
    const namespaces = this.#jobs.get(folder);
    this.#jobs.delete(folder);
    void namespaces?.then(
      (all) => all.end(),
      () => undefined,
    );
  }

  close(): void {
    for (const folder of [...this.#jobs.keys()]) this.forget(folder);
  }

  /** Processes of one job see each other: which of them lives decides whose database file it is. */
  #namespacesOf(folder: string): Promise<Namespaces> {
    const known = this.#jobs.get(folder);
    if (known) return known;
    const made = makeNamespaces();
    this.#jobs.set(folder, made);
    made.catch(() => this.#jobs.delete(folder));
    return made;
  }
}

const ENDS_WITH_US = "--die-with-parent";
const OWN_NAMESPACES = [
  ...["--unshare-user", "--unshare-pid", "--disable-userns", "--uid", NOBODY, "--gid", NOBODY],
  // Not where namespaces are entered: bubblewrap then has a parent that goes at once, and on a busy machine goes too late, so
  // that the guest dies with that one. It ends with the namespace, which ends with us.
  ENDS_WITH_US,
];

interface Namespaces {
  /** Of the user and of processes, open. */
  readonly descriptors: readonly [number, number];
  end(): void;
}

/** Namespaces last as long as something is in them: a process that waits for the end of its input, so for ours at the latest. */
async function makeNamespaces(): Promise<Namespaces> {
  const own = ["--unshare-user", "--unshare-pid", "--uid", NOBODY, "--gid", NOBODY, ENDS_WITH_US];
  const program = ["sh", "-c", "echo here && exec cat"];
  const holder = spawn(BWRAP, [...own, "--ro-bind", "/", "/", "--info-fd", "3", "--", ...program], {
    stdio: ["pipe", "pipe", "ignore", "pipe"],
    env: { PATH: process.env.PATH },
  });
  const first = await insideOf(holder);
  const descriptors = [openSync(`/proc/${first}/ns/user`, "r"), openSync(`/proc/${first}/ns/pid`, "r")] as const;
  return {
    descriptors,
    end() {
      holder.stdin?.end();
      for (const descriptor of descriptors) closeSync(descriptor);
    },
  };
}

/** The process id, seen from here, of the first process in a sandbox, whose program is there and has said so. */
async function insideOf(sandbox: ChildProcess): Promise<number> {
  // The id is told before the namespaces are ready to be entered.
  const [text] = await Promise.race([
    Promise.all([read(sandbox.stdio[3]), once(sandbox.stdout!, "data")]),
    once(sandbox, "error").then(([error]) => Promise.reject(error as Error)),
    once(sandbox, "exit").then(() => Promise.reject(new Error("bubblewrap made no namespaces"))),
  ]);
  return (JSON.parse(text) as { "child-pid": number })["child-pid"];
}

async function read(stream: unknown): Promise<string> {
  let text = "";
  for await (const chunk of stream as Readable) text += String(chunk);
  return text;
}

/** What the loader of this system finds for a program, the loader itself among it. */
function librariesOf(program: string): readonly string[] {
  return execFileSync("ldd", [program], { encoding: "utf8" }).match(/\/\S+/g) ?? [];
}
