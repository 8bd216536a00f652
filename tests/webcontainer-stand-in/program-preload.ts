// Loaded first in every Node process of a container: what a WebContainer is said to do differently, and the guards that
// keep a program's network on this machine. It is bundled into one file when the stand-in starts.
import asyncHooks from "node:async_hooks";
import dgram from "node:dgram";
import dns from "node:dns";
import module, { syncBuiltinESMExports } from "node:module";
import net from "node:net";
import type { ProgramSettings } from "./program.ts";

const settings = JSON.parse(process.env.FORKPOINT_STAND_IN!) as ProgramSettings;
const LOOPBACK = "127.0.0.1";

announcePorts();
stayOnThisMachine();
lookLikeAContainer();
if (settings.asyncContextLost) loseAsyncContext();
syncBuiltinESMExports();

/** Every server listens on loopback, on the port that it asked for, and the stand-in is told so for as long as it does. */
function announcePorts(): void {
  const { listen } = net.Server.prototype;
  const { connect, unref, write, destroy } = net.Socket.prototype;
  net.Server.prototype.listen = function (this: net.Server, ...args: any[]) {
    const options = listenOptions(args);
    if (!options) return listen.apply(this, args as never);
    this.once("listening", () => {
      const { port } = this.address() as net.AddressInfo;
      const socket = new net.Socket();
      // The stand-in is gone: there is nobody to tell.
      socket.on("error", () => destroy.call(socket));
      (connect as any).call(socket, { path: settings.ports });
      write.call(socket, `${port}\n`);
      unref.call(socket);
      this.once("close", () => destroy.call(socket));
    });
    const callback = args.find((arg) => typeof arg === "function") as (() => void) | undefined;
    return listen.call(this, { ...options, host: LOOPBACK }, callback);
  } as typeof listen;
}

/** Null for what is not a TCP port, such as a path. */
function listenOptions([first, second]: any[]): net.ListenOptions | null {
  if (first === undefined || first === null || typeof first === "function") return { port: 0 };
  if (typeof first === "object") return "port" in first && !("path" in first) ? first : null;
  return /^\d+$/.test(String(first))
    ? { port: Number(first), backlog: typeof second === "number" ? second : 511 }
    : null;
}

/** TCP goes to loopback only; names of other machines are not looked up; there is no UDP. */
function stayOnThisMachine(): void {
  const { connect } = net.Socket.prototype;
  net.Socket.prototype.connect = function (this: net.Socket, ...args: any[]) {
    const { path, host = "localhost", port } = connectOptions(args);
    if (path || isThisMachine(host)) return connect.apply(this, args as never);
    process.nextTick(() => this.destroy(unreachable(`${host}:${port}`)));
    return this;
  } as typeof connect;

  const refuse = (what: string, ...rest: unknown[]) => void process.nextTick(rest.at(-1) as any, unreachable(what));
  const reject = (what: string) => Promise.reject(unreachable(what));
  guardLookup(dns, refuse);
  guardLookup(dns.promises, reject);
  for (const name of Object.keys(dns).filter(asksOtherMachines)) Object.assign(dns, { [name]: refuse });
  for (const name of Object.keys(dns.promises).filter(asksOtherMachines))
    Object.assign(dns.promises, { [name]: reject });
  const noClass = class {
    constructor() {
      throw unreachable("a resolver of names");
    }
  };
  Object.assign(dns, { Resolver: noClass });
  Object.assign(dns.promises, { Resolver: noClass });
  Object.assign(dgram, {
    createSocket: () => {
      throw unreachable("UDP");
    },
  });
}

function asksOtherMachines(name: string): boolean {
  return /^(resolve|reverse)/.test(name);
}

function guardLookup(holder: { lookup: any }, refuse: (...args: any[]) => unknown): void {
  const { lookup } = holder;
  const guarded = (host: string, ...rest: unknown[]) =>
    isThisMachine(host) ? (lookup(host, ...rest) as unknown) : refuse(host, ...rest);
  // What `util.promisify` looks for must not lead around the guard, so nothing is copied from the original.
  holder.lookup = guarded;
}

function connectOptions([first, second]: any[]): { path?: string; host?: string; port?: unknown } {
  if (Array.isArray(first)) return first[0] as { path?: string };
  if (typeof first === "object" && first !== null) return first as { path?: string };
  if (typeof first === "string" && !/^\d+$/.test(first)) return { path: first };
  return { port: first as unknown, host: typeof second === "string" ? second : undefined };
}

function isThisMachine(host: string): boolean {
  if (net.isIPv4(host)) return host.startsWith("127.");
  return host === "localhost" || host === "::1";
}

function unreachable(what: string): Error {
  return Object.assign(new Error(`connect ENETUNREACH ${what} - only this machine can be reached from here`), {
    code: "ENETUNREACH",
  });
}

function lookLikeAContainer(): void {
  const versions = { ...process.versions, webcontainer: "stand-in" };
  if (settings.olderNode) {
    versions.node = "20.19.1";
    Object.defineProperty(process, "version", { value: "v20.19.1", enumerable: true });
    Reflect.deleteProperty(module, "registerHooks");
  }
  Object.defineProperty(process, "versions", { value: Object.freeze(versions), enumerable: true });
}

/**
 * As it is reported (stackblitz/webcontainer-core#1169): a store is there until the function that `run` was given
 * returns, and in timers that were set meanwhile; it is not there after an `await`.
 */
function loseAsyncContext(): void {
  const { AsyncLocalStorage } = asyncHooks;
  const current = new Map<object, unknown>();
  type Storage = asyncHooks.AsyncLocalStorage<unknown>;
  const prototype = AsyncLocalStorage.prototype as Storage;
  prototype.getStore = function (this: Storage) {
    return current.get(this);
  };
  prototype.enterWith = function (this: Storage, store) {
    current.set(this, store);
  };
  prototype.disable = function (this: Storage) {
    current.delete(this);
  };
  prototype.run = function (this: Storage, store: unknown, act: (...args: any[]) => any, ...args: any[]) {
    const before = current.get(this);
    current.set(this, store);
    try {
      return act(...args);
    } finally {
      current.set(this, before);
    }
  } as typeof prototype.run;
  prototype.exit = function (this: Storage, act: (...args: any[]) => any, ...args: any[]) {
    return this.run(undefined, act, ...args);
  } as typeof prototype.exit;
  const snapshot = () => {
    const stores = [...current] as [Storage, unknown][];
    return (act: (...args: any[]) => any, ...args: any[]) =>
      stores.reduce(
        (inner, [storage, store]) =>
          () =>
            storage.run(store, inner),
        () => act(...args),
      )();
  };
  const bind = (act: (...args: any[]) => any) => {
    const restore = snapshot();
    return (...args: any[]) => restore(act, ...args);
  };
  Object.assign(AsyncLocalStorage, { snapshot, bind });
  for (const name of ["setTimeout", "setInterval", "setImmediate"] as const) {
    const original = globalThis[name] as (...args: any[]) => any;
    const kept = (act: (...args: any[]) => any, ...args: any[]) => original(bind(act), ...args);
    Object.defineProperties(kept, Object.getOwnPropertyDescriptors(original));
    Object.assign(globalThis, { [name]: kept });
  }
}
