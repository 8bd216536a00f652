// The guest's front door in Node: a process of its own, started by the Node runtime (runtimes/node). Lines arrive on file
// descriptor 3 and leave on 4; the first one that leaves says whether the guest has started.
import { Buffer } from "node:buffer";
import fs from "node:fs";
import { registerHooks } from "node:module";
import { Socket } from "node:net";
import { prepareGuest, type GuestHome } from "./agent.ts";
import { splitLines } from "../port/split-lines.ts";
import type { Transport } from "../port/types.ts";
import { prepareRealm } from "./realm.ts";
import type { GuestStarted } from "./start-messages.ts";

const IN = 3;
const OUT = 4;

const exit = process.exit.bind(process);
const onProcess = process.on.bind(process);

const transport = pipes();
const kernelUrl = new URL("./kernel.js", import.meta.url).href;
const wasmFile = new URL("./sql-wasm.wasm", import.meta.url);

start().then(
  (guest) => {
    tell({ started: true });
    guest.serve(transport);
  },
  (error: unknown) => {
    tell({ started: false, why: String(error) });
    exit(1);
  },
);

async function start() {
  const wasm = new WebAssembly.Module(fs.readFileSync(wasmFile));
  const realm = prepareRealm(globalThis);
  onProcess("uncaughtException", (thrown) => realm.uncaught("exception", thrown));
  onProcess("unhandledRejection", (thrown) => realm.uncaught("rejection", thrown));
  return prepareGuest({ ...modules(), wasm }, realm);
}

function tell(message: GuestStarted): void {
  transport.send(JSON.stringify(message));
}

/** Learner code is never on disk: modules are texts under addresses of our own, and nothing else can be imported. */
function modules(): Omit<GuestHome, "wasm"> {
  const texts = Object.create(null) as Record<string, string>;
  let made = 0;
  registerHooks({
    resolve(specifier, context, next) {
      if (texts[specifier] !== undefined) return { url: specifier, format: "module", shortCircuit: true };
      if (specifier === kernelUrl) return next(specifier, context);
      throw new Error(`${JSON.stringify(specifier)} cannot be imported here`);
    },
    load(url, context, next) {
      const text = texts[url];
      return text === undefined ? next(url, context) : { format: "module", source: text, shortCircuit: true };
    },
  });
  return {
    kernelUrl,
    makeUrl(path, text) {
      const url = `guest:${++made}/${encodeURI(path)}`;
      texts[url] = text;
      return url;
    },
    forgetUrl(url) {
      delete texts[url];
    },
    importModule: (url) => import(url) as Promise<Record<string, any>>,
  };
}

function pipes(): Transport {
  // A socket, as the host made it one: a file stream would meet "try again" where nothing has arrived yet.
  const input = new Socket({ fd: IN, readable: true, writable: false }).setEncoding("utf8");
  const { writeSync } = fs;
  const toBytes = Buffer.from;
  return {
    send(line) {
      const bytes = toBytes(`${line}\n`);
      for (let sent = 0; sent < bytes.length;) {
        try {
          sent += writeSync(OUT, bytes, sent);
        } catch (error) {
          // The pipe is full: wait for the host to read. Any other error means that the host is gone.
          if ((error as NodeJS.ErrnoException).code !== "EAGAIN") exit(1);
        }
      }
    },
    onLine(listener) {
      const take = splitLines(listener, Infinity);
      input.on("data", (chunk) => take(String(chunk)));
      input.on("end", () => exit(0));
    },
    onClose: () => {},
    close: () => exit(0),
  };
}
