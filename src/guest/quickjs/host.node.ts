// The program of a guest process of the portable tier: a language machine, and around it what the machine is given. It talks to
// the judge as guest/main.node.ts does. All of a submission runs inside the machine.
import fs from "node:fs";
import process from "node:process";
import type { SqlJsStatic } from "sql.js";
import { SqlService } from "./sql-service.ts";
import { Machine } from "./machine.node.ts";
import type { MachineHost } from "./machine-host.ts";
import { limitMemory } from "./memory.ts";
import { exit, pipes } from "../node-doors.node.ts";
import type { GuestStarted } from "../start-messages.ts";

const KERNEL = "kernel.js";
/** For systems that have no limit of their own on a process: see confinement.node.ts. */
const CPU_MS = 120_000;
const LONGEST_MS = 0x7fffffff;
const parent = process.ppid;
/** The machine may have as much as Node's own heap. */
const mostBytes = heapMb() * 1024 * 1024;
const transport = pipes();

start().catch((error: unknown) => {
  transport.send(JSON.stringify({ started: false, why: String(error) } satisfies GuestStarted));
  exit(1);
});

async function start(): Promise<void> {
  const machine = await Machine.start({ wasm: compiled("quickjs.wasm"), mostBytes, exhausted, isOver });
  const sql = new SqlService(await startSqlJs());
  const timers = new Map<number, NodeJS.Timeout>();

  const host: MachineHost = {
    ...machine.modules,
    send: (line) => transport.send(line),
    startTimer(id, delayMs) {
      const fire = () => {
        timers.delete(id);
        machine.timer(id);
      };
      timers.set(id, setTimeout(fire, Math.min(Math.max(delayMs, 0), LONGEST_MS)));
    },
    cancelTimer(id) {
      clearTimeout(timers.get(id));
      timers.delete(id);
    },
    now: () => performance.now(),
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)).buffer,
    encodeText: (json) => new TextEncoder().encode(JSON.parse(json) as string).slice().buffer,
    decodeText: (bytes, label, isFatal, ignoresMark) =>
      JSON.stringify(new TextDecoder(label, { fatal: isFatal === 1, ignoreBOM: ignoresMark === 1 }).decode(bytes)),
    sql: (request, bytes) => sql.answer(request, bytes),
    sqlBytes: () => sql.bytes,
  };
  machine.modules.makeModule(KERNEL, `const forkpointSqlJs = {};\n${read("libraries.js").toString("utf8")}`);
  transport.onLine((line) => machine.line(String(line)));
  machine.open(read("guest.quickjs.js").toString("utf8"), host, KERNEL);
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

/** Asked from inside endless loops, where nothing else of this process gets a turn. */
function isOver(): boolean {
  const { user, system } = process.cpuUsage();
  if ((user + system) / 1000 > CPU_MS) end("out of processor time");
  if (process.ppid !== parent) exit(1); // the judge is gone
  return false;
}

function exhausted(): never {
  end("heap out of memory");
}

function heapMb(): number {
  const [, given] = /--max-old-space-size=(\d+)/.exec(process.execArgv.join(" ")) ?? [];
  return Number(given ?? 256);
}

function compiled(file: string): WebAssembly.Module {
  return new WebAssembly.Module(new Uint8Array(read(file)));
}

function read(file: string): Buffer {
  return fs.readFileSync(new URL(`./${file}`, import.meta.url));
}

/** The judge looks for the reason in what a process said last. */
function end(why: string): never {
  fs.writeSync(2, `${why}\n`);
  exit(1);
}
