// The program of a guest process of the portable tier: a language machine, and around it what the machine is given. It talks to
// the judge as guest/main.node.ts does. All of a submission runs inside the machine. Options:
// --make-image=<file>: loads the libraries, writes the image that guests start with, and ends.
import { createHash } from "node:crypto";
import fs from "node:fs";
import process from "node:process";
import type { SqlJsStatic } from "sql.js";
import { exit, pipes } from "../node-doors.node.ts";
import type { GuestStarted } from "../start-messages.ts";
import { openImage, writeImage } from "./image-file.node.ts";
import { Machine, type MachineOptions } from "./machine.node.ts";
import type { MachineHost } from "./machine-host.ts";
import { limitMemory } from "./memory.ts";
import { SqlService } from "./sql-service.ts";

const KERNEL = "kernel.js";
const IMAGE = "guest.quickjs.image";
/** For systems that have no limit of their own on a process: see confinement.node.ts. */
const CPU_MS = 120_000;
const CHECK_EVERY = 64;
const LONGEST_MS = 0x7fffffff;
const parent = process.ppid;
/** As much as the judge lets a whole process have. */
const mostBytes = 2 * flag("--max-old-space-size", 256) * 1024 * 1024;
const stackBytes = (flag("--stack-size", 984) / 4) * 1024;
const [, imageToMake] = /^--make-image=(.+)$/.exec(process.argv[2] ?? "") ?? [];

// What the machine's program would note of this one, in its memory: its place and its user's language.
process.argv.length = 1;
Object.defineProperty(globalThis, "navigator", { value: undefined });

if (imageToMake !== undefined) await makeImage(imageToMake);
else await serve();

async function serve(): Promise<void> {
  const transport = pipes();
  const timers = new Map<number, NodeJS.Timeout>();
  try {
    const sql = new SqlService(await startSqlJs());
    const modules = new Map<string, string>();
    const outside = {
      send: (line: string) => transport.send(line),
      startTimer(id: number, delayMs: number) {
        const fire = () => {
          timers.delete(id);
          inside(() => machine.timer(id));
        };
        timers.set(id, setTimeout(fire, Math.min(Math.max(delayMs, 0), LONGEST_MS)));
      },
      cancelTimer(id: number) {
        clearTimeout(timers.get(id));
        timers.delete(id);
      },
      sql: (request: string, bytes: ArrayBuffer) => sql.answer(request, bytes),
      sqlBytes: () => sql.bytes,
    };
    const options = optionsOf(modules, outside);
    const machine = await Machine.start(options, openImage(new URL(`./${IMAGE}`, import.meta.url)));
    transport.send(JSON.stringify({ started: true } satisfies GuestStarted));
    transport.onLine((line) => inside(() => machine.line(String(line))));
  } catch (error) {
    transport.send(JSON.stringify({ started: false, why: String(error) } satisfies GuestStarted));
    exit(1);
  }
}

async function makeImage(file: string): Promise<void> {
  const modules = new Map([[KERNEL, `const forkpointSqlJs = {};\n${read("libraries.quickjs.js").toString("utf8")}`]]);
  let told = "";
  const nobody = () => {
    throw new Error("nothing may wait while an image is made");
  };
  const outside = {
    send: (line: string) => void (told += line),
    startTimer: nobody,
    cancelTimer: nobody,
    sql: nobody,
    sqlBytes: nobody,
  };
  const machine = await Machine.start(optionsOf(modules, outside));
  machine.open(read("guest.quickjs.js").toString("utf8"), KERNEL);
  if (told !== JSON.stringify({ started: true } satisfies GuestStarted)) throw new Error(`a guest said: ${told}`);
  writeImage(file, machine);
}

type Outside = Pick<MachineHost, "send" | "startTimer" | "cancelTimer" | "sql" | "sqlBytes">;

function optionsOf(modules: Map<string, string>, outside: Outside): MachineOptions {
  // In the same order always: an image has its functions by their number.
  const host: MachineHost = {
    send: outside.send,
    startTimer: outside.startTimer,
    cancelTimer: outside.cancelTimer,
    now: () => performance.now(),
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)).buffer,
    sha1: (bytes) => new Uint8Array(createHash("sha1").update(new Uint8Array(bytes)).digest()).buffer,
    makeModule: (url, text) => void modules.set(url, text),
    forgetModule: (url) => void modules.delete(url),
    encodeText: (json) => new TextEncoder().encode(JSON.parse(json) as string).slice().buffer,
    decodeText: (bytes, label, isFatal, ignoresMark) =>
      JSON.stringify(new TextDecoder(label, { fatal: isFatal === 1, ignoreBOM: ignoresMark === 1 }).decode(bytes)),
    sql: outside.sql,
    sqlBytes: outside.sqlBytes,
  };
  const wasm = compiled("quickjs.wasm");
  return { wasm, host, mostBytes, stackBytes, textOf: (url) => modules.get(url) ?? null, exhausted, isOver };
}

/** Node's own stack ends before the machine's where the machine's program calls itself: then nothing in it can be relied on. */
function inside(act: () => void): void {
  try {
    act();
  } catch (error) {
    end(error instanceof RangeError ? "its calls were nested too deep" : `its machine broke: ${String(error)}`);
  }
}

let asked = 0;

/** Asked from inside endless loops, where nothing else of this process gets a turn. */
function isOver(): boolean {
  if (++asked % CHECK_EVERY !== 0) return false;
  const { user, system } = process.cpuUsage();
  if ((user + system) / 1000 > CPU_MS) end("it used more processor time than it may have");
  if (process.ppid !== parent) exit(1); // the judge is gone
  return false;
}

function exhausted(): never {
  end("heap out of memory");
}

/** The judge looks there for why a process ended. */
function end(why: string): never {
  fs.writeSync(2, `guest ended: ${why}\n`);
  return exit(1);
}

async function startSqlJs(): Promise<SqlJsStatic> {
  const { default: initialize } = await import(new URL("./sql-js.js", import.meta.url).href);
  const wasm = compiled("sql-wasm.wasm");
  return initialize({
    instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) {
      const instance = new WebAssembly.Instance(wasm, imports);
      const own = Object.values(instance.exports).find((exported) => exported instanceof WebAssembly.Memory);
      limitMemory(own!, mostBytes, exhausted);
      done(instance);
      return instance.exports;
    },
  });
}

function compiled(file: string): WebAssembly.Module {
  return new WebAssembly.Module(new Uint8Array(read(file)));
}

function read(file: string): Buffer {
  return fs.readFileSync(new URL(`./${file}`, import.meta.url));
}

function flag(name: string, otherwise: number): number {
  const [, given] = new RegExp(`${name}=(\\d+)`).exec(process.execArgv.join(" ")) ?? [];
  return Number(given ?? otherwise);
}
