// The guest's front door in Node: a process of its own, started by the Node runtime (runtimes/node) or in a WebContainer
// (runtimes/webcontainer). The first line that leaves says whether the guest has started. Options:
// --terminal: lines arrive and leave over the terminal, framed, rather than on file descriptors 3 and 4;
// --folder: the process was started in a folder that learner code may use, and may listen for requests;
// --modules=<name>: with --terminal, the folder beside this file that the modules of its job go to.
import fs from "node:fs";
import { prepareGuest, type GuestHome, type NodeHome } from "./agent.ts";
import { modulesInFiles, modulesInMemory } from "./module-home.node.ts";
import { exit, onProcess, pipes, terminal } from "./node-doors.node.ts";
import { prepareRealm } from "./realm.ts";
import type { GuestStarted } from "./start-messages.ts";

const wasmFile = new URL("./sql-wasm.wasm", import.meta.url);
const kernelUrl = new URL("./kernel.js", import.meta.url).href;
const librariesUrl = new URL("./node-libraries.mjs", import.meta.url).href;
const options = new Set(process.argv.slice(2));

const transport = options.has("--terminal") ? terminal() : pipes();

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
  const hasFolder = options.has("--folder");
  const realm = prepareRealm(globalThis);
  onProcess("uncaughtException", (thrown) => realm.uncaught("exception", thrown));
  onProcess("unhandledRejection", (thrown) => realm.uncaught("rejection", thrown));
  // In a container the modules lie in files: whether its Node has hooks for modules is not known.
  const ours = hasFolder ? [kernelUrl, librariesUrl] : [kernelUrl];
  const modules = options.has("--terminal") ? modulesInFiles(valueOf("--modules=")) : modulesInMemory(ours);
  const node = hasFolder ? { node: await nodeHome(modules) } : {};
  return prepareGuest({ ...modules, kernelUrl, wasm, ...node }, realm);
}

async function nodeHome(modules: Pick<GuestHome, "importModule">): Promise<NodeHome> {
  return (await modules.importModule(librariesUrl)).nodeHome as NodeHome;
}

function valueOf(option: string): string | undefined {
  return [...options].find((given) => given.startsWith(option))?.slice(option.length);
}

function tell(message: GuestStarted): void {
  transport.send(JSON.stringify(message));
}
