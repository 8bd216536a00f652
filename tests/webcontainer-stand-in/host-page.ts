// Runs in the frame that the client makes: speaks the client's own Comlink with it, and with the stand-in's server over
// a WebSocket. Nothing is decided here.
import { Comlink } from "client-comlink";
import { OutputPump } from "./output-pump.ts";
import { ServerLink } from "./server-link.ts";
import type { HostConfig, RunSpec, TerminalSize } from "./wire.ts";

type Listener = (...args: unknown[]) => unknown;

const FILE_CALLS = ["readFile", "writeFile", "mkdir", "rm", "rename", "readdir"];

const config = JSON.parse(document.getElementById("config")!.textContent) as HostConfig;
const parameters = new URLSearchParams(location.search);

const host = {
  async build(options: unknown) {
    await requireSharedMemory();
    const link = await ServerLink.open(config.token);
    return container(link, await link.call("build", options));
  },
};

function container(link: ServerLink, info: unknown) {
  const listeners = new Map<string, Set<Listener>>();
  const tell = (event: string, ...args: unknown[]) =>
    listeners.get(event)?.forEach((listener) => void listener(...args));
  const processes = new Map<number, { output: OutputPump; exit(code: number): void }>();
  const watchers = new Map<number, Listener>();
  let made = 0;

  link.onMessage = (message) => {
    if (message.is === "event") tell(message.event, ...message.args);
    else if (message.is === "watched") void watchers.get(message.watcher)?.(message.event, message.name);
    else if (message.is === "output") processes.get(message.process)?.output.push(message.bytes);
    else processes.get(message.process)?.exit(message.code);
  };
  link.onLost = () => tell("error", { message: "the connection to the stand-in was lost" });

  const files: Record<string, Listener> = {
    async watch(path, options, listener) {
      const watcher = ++made;
      if (listener) watchers.set(watcher, listener as Listener);
      await link.call("fs.watch", path, options, watcher);
      return Comlink.proxy({ close: () => link.call("fs.unwatch", watcher) });
    },
  };
  for (const name of FILE_CALLS) files[name] = (...args) => link.call(`fs.${name}`, ...args);

  return Comlink.proxy({
    fs: () => Comlink.proxy(files),
    previewScript: () => Comlink.proxy({}),
    runtimeInfo: () => info,
    async loadFiles(bytes: Uint8Array, options: { mountPoints?: string }) {
      await link.call("loadFiles", bytes, options?.mountPoints);
    },
    serialize: (path: string, options: unknown) => link.call("serialize", path, options),
    on(event: string, listener: Listener) {
      const those = listeners.get(event) ?? new Set();
      listeners.set(event, those.add(listener));
      return Comlink.proxy(() => void those.delete(listener));
    },
    async run(spec: RunSpec, _stdout: unknown, _stderr: unknown, output: Listener | undefined) {
      const process = ++made;
      const pump = new OutputPump(output);
      const onExit = new Promise<number>((resolve) => {
        // What has arrived is given out before the exit code; what arrives late comes after it.
        const exit = (code: number) => void pump.idle().then(() => resolve(code));
        processes.set(process, { output: pump, exit });
      });
      await link.call("run", process, spec);
      return Comlink.proxy({
        onExit,
        write: (data: string) => link.call("write", process, data),
        kill: () => link.call("kill", process),
        resize: (size: TerminalSize) => link.call("resize", process, size),
      });
    },
    async teardown() {
      await link.call("teardown");
      link.close();
    },
  });
}

/** The host needs shared memory, and so does this: without isolation the browser itself refuses here, in its own words. */
async function requireSharedMemory(): Promise<void> {
  if (parameters.get("coep") === "none") return;
  const url = URL.createObjectURL(new Blob(["onmessage = () => postMessage(1)"], { type: "text/javascript" }));
  const worker = new Worker(url);
  try {
    await new Promise((resolve, reject) => {
      worker.onmessage = resolve;
      worker.onerror = reject;
      worker.postMessage(new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer);
    });
  } finally {
    worker.terminate();
    URL.revokeObjectURL(url);
  }
}

const { port1, port2 } = new MessageChannel();
Comlink.expose(host, port1);
const version = parameters.get("version") ?? "";
if (!config.testedVersions.includes(version)) {
  const message = `the stand-in was not recorded against @webcontainer/api ${version}`;
  parent.postMessage({ type: "warning", level: "warn", message }, "*");
}
if (config.answers) parent.postMessage({ type: "init" }, "*", [port2]);
