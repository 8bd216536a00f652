// What must not happen, made visible: secrets that must show up nowhere, listeners that nobody may reach, a folder that stays
// as it is, a process that stays alive. An attack has hit when a canary says so; that it met an error proves nothing.
import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { FIXTURES } from "../fixture-course.ts";
import { REPOSITORY } from "../node-grading.ts";
import type { Targets } from "./targets.ts";

/** What a canary may report. */
export type Hit =
  | "secret"
  | "environment"
  | "hidden tests"
  | "written"
  | "disk"
  | "network"
  | "signals"
  | "processes"
  | "memory"
  | "time"
  | "output"
  | "no report"
  | "points"
  | "terminal"
  | "html"
  | "csv"
  | "json";

export interface Canaries extends AsyncDisposable {
  /** Everything below it belongs to one run. */
  readonly folder: string;
  /** A copy of the small course, with a hidden test that carries a secret. */
  readonly course: string;
  readonly targets: Targets;
  /** What is in no environment but the judge's. */
  readonly environment: Readonly<Record<string, string>>;
  /** What has happened so far on this machine, and what `outputs` give away. */
  tripped(outputs: readonly string[]): Hit[];
}

export const DISK_BYTES = 30_000_000;
const DISK_FILES = 500;

export async function setCanaries(): Promise<Canaries> {
  const mark = randomBytes(9).toString("hex");
  const [secret, ofEnvironment, ofTests] = ["file", "environment", "tests"].map((of) => `canary-of-${of}-${mark}`);
  const folder = mkdtempSync(path.join(tmpdir(), "forkpoint-cheats-"));
  const at = (...parts: string[]) => path.join(folder, ...parts);
  for (const name of ["watched", "secrets", "out", "tmp"]) mkdirSync(at(name));
  // What stands for /tmp in a box has this repository in it, where it lies there.
  const inTmp = path.relative("/tmp", REPOSITORY);
  if (!inTmp.startsWith("..")) mkdirSync(at("tmp", inTmp), { recursive: true });
  writeFileSync(at("secret.txt"), `STOLEN=${secret}\n`);
  writeFileSync(at("secrets", secret!), "");
  writeSecretDatabase(at("secret.db"), secret!);
  const course = at("course");
  layCourse(course, secret!, ofTests!);
  const listeners = await listen(at("socket"));
  const sentinel = spawn("sleep", ["3600"], { stdio: "ignore" });
  const before = listing(folder);
  const leftBehind = `90000.${BigInt(`0x${mark}`)}`;
  const targets: Targets = {
    __SECRET_FILE__: at("secret.txt"),
    __SECRET_FOLDER__: at("secrets"),
    __SECRET_DATABASE__: at("secret.db"),
    __TESTS_FOLDER__: path.join(course, "exercises/tiny-saver/tests"),
    __WATCHED_FOLDER__: at("watched"),
    __SOCKET__: at("socket"),
    __TCP_PORT__: String(listeners.tcpPort),
    __UDP_PORT__: String(listeners.udpPort),
    __LEFT_BEHIND__: leftBehind,
    __MARK__: mark,
  };
  return {
    folder,
    course,
    targets,
    environment: { FORKPOINT_CANARY: ofEnvironment! },
    tripped(outputs) {
      const said = (text: string) => outputs.some((output) => output.includes(text));
      const now = listing(folder);
      const fresh = [...now].filter(([name, bytes]) => before.get(name) !== bytes);
      const foreign = fresh.filter(([name]) => !OURS.test(name));
      const ofTemporary = readdirSync(tmpdir()).filter((name) => name.includes(mark));
      const freshBytes = fresh.reduce((sum, [, bytes]) => sum + bytes, 0);
      const hits: [Hit, boolean][] = [
        ["secret", said(secret!)],
        ["environment", said(ofEnvironment!)],
        ["hidden tests", said(ofTests!) || said("tests/hidden.test.ts:")],
        ["written", foreign.length + ofTemporary.length > 0 || [...before.keys()].some((name) => !now.has(name))],
        ["disk", freshBytes > DISK_BYTES || fresh.length > DISK_FILES],
        ["network", listeners.count() > 0],
        ["signals", !asleep(sentinel)],
        ["processes", isAnywhere(leftBehind)],
      ];
      return hits.filter(([, hit]) => hit).map(([name]) => name);
    },
    async [Symbol.asyncDispose]() {
      sentinel.kill("SIGKILL");
      listeners.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** What graders write themselves, and where a sandbox is put together. */
const OURS = /^(?:out(?:\/|$)|tmp\/forkpoint-cheats-|course\/exercises\/tiny-saver\/submission(?:\/|$))/;

/** As a repository for students looks: the submission beside tests and solutions, with the libraries installed. */
function layCourse(course: string, secret: string, ofTests: string): void {
  const exercise = path.join(course, "exercises/tiny-saver");
  cpSync(path.join(FIXTURES, "exercises/tiny-saver"), exercise, { recursive: true });
  cpSync(path.join(FIXTURES, "solutions/tiny-saver"), path.join(course, "solutions/tiny-saver"), { recursive: true });
  const hidden = path.join(exercise, "tests/hidden.test.ts");
  // Where a file begins, where it ends, and in the text of a test: not everybody takes all of it.
  const inTest = readFileSync(hidden, "utf8").replace("t.random, 0);", `t.random, 0, "${ofTests}");`);
  writeFileSync(hidden, `// ${ofTests}\n${inTest}\nexport const CANARY = "${ofTests}";\n`);
  writeFileSync(path.join(exercise, "secret.txt"), `${secret}\n`);
  writeFileSync(path.join(exercise, "secret.json"), JSON.stringify({ secret }));
  mkdirSync(path.join(exercise, "submission"));
  cpSync(path.join(exercise, "starter/main.ts"), path.join(exercise, "submission/main.ts"));
  symlinkSync(path.join(REPOSITORY, "node_modules"), path.join(course, "node_modules"));
}

function writeSecretDatabase(file: string, secret: string): void {
  const database = new DatabaseSync(file);
  database.exec(`CREATE TABLE secrets (text); INSERT INTO secrets VALUES ('${secret}')`);
  database.close();
}

async function listen(socket: string) {
  let count = 0;
  const tcp = createServer((connection) => {
    count++;
    connection.on("error", () => undefined).end("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
  });
  const local = createServer((connection) => {
    count++;
    connection.on("error", () => undefined).end();
  });
  const udp = createSocket("udp4", () => count++);
  await Promise.all([
    once(tcp.listen(0, "127.0.0.1"), "listening"),
    once(local.listen(socket), "listening"),
    once(udp.bind(0, "127.0.0.1"), "listening"),
  ]);
  return {
    tcpPort: portOf(tcp),
    udpPort: udp.address().port,
    count: () => count,
    close() {
      tcp.close();
      local.close();
      udp.close();
    },
  };
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

/** Name below the folder → bytes. Links are not followed: one leads to all libraries. */
function listing(folder: string, below = ""): Map<string, number> {
  const found = new Map<string, number>();
  for (const entry of readdirSync(path.join(folder, below), { withFileTypes: true })) {
    const name = path.posix.join(below, entry.name);
    found.set(name, entry.isFile() ? statSync(path.join(folder, name)).size : 0);
    if (entry.isDirectory()) for (const [inside, bytes] of listing(folder, name)) found.set(inside, bytes);
  }
  return found;
}

/** Alive, and neither stopped nor traced. */
function asleep(child: ChildProcess): boolean {
  if (child.exitCode !== null || child.signalCode !== null) return false;
  return /^\d+ \(.*\) [SR] /.test(read(`/proc/${child.pid}/stat`));
}

function isAnywhere(argument: string): boolean {
  return readdirSync("/proc").some((id) => /^\d+$/.test(id) && read(`/proc/${id}/cmdline`).includes(argument));
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return ""; // it has just ended, or belongs to somebody else
  }
}
