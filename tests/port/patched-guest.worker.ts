// A guest in a worker thread of its own that can spoil its realm's built-ins on demand, as learner code may.
import { parentPort } from "node:worker_threads";
import { messagePortTransport, type MessagePortLike } from "../../src/port/message-port-transport.ts";
import { createPort } from "../../src/port/port.ts";

// Made before anything is spoiled: what is tried here is the port, not the learner's own use of what they patched.
const rows = [new Map([[1, new Set([2])]]), new Date(0), new Uint8Array([1, 2, 3]), { a: "b" }, 10n, undefined];

class Saver {
  all() {
    return rows;
  }
}

const spoil = (): never => {
  throw new Error("spoiled");
};

/** Each spoils what many a program would call on its way to an answer. */
const patches: Record<string, () => void> = {
  json: () => void (JSON.parse = JSON.stringify = spoil),
  toJson: () => {
    for (const prototype of [Object.prototype, Array.prototype, String.prototype])
      Object.defineProperty(prototype, "toJSON", { value: () => "forged" });
  },
  arrays: () => {
    for (const name of ["push", "map", "forEach", "join", "slice", "indexOf", "concat", Symbol.iterator] as const)
      Object.defineProperty(Array.prototype, name, { value: spoil });
    Array.isArray = (() => true) as unknown as typeof Array.isArray;
  },
  collections: () => {
    for (const { prototype } of [Map, Set, WeakMap])
      for (const name of ["get", "set", "has", "delete", "add", "forEach", "keys"])
        Object.defineProperty(prototype, name, { value: spoil, configurable: true });
  },
  objects: () => {
    Object.keys = Object.getPrototypeOf = Object.defineProperty = Object.create = spoil;
    Reflect.apply = Reflect.construct = Reflect.get = spoil;
    Object.prototype.hasOwnProperty = spoil;
  },
  functions: () => void (Function.prototype.call = Function.prototype.apply = Function.prototype.bind = spoil),
  promises: () => void (Promise.prototype.then = Promise.prototype.catch = spoil),
  text: () => {
    String.prototype.slice = String.prototype.charCodeAt = String.prototype.replace = spoil;
    String.prototype.indexOf = RegExp.prototype.exec = spoil as never;
  },
  port: () => void (Object.getPrototypeOf(parentPort!).postMessage = spoil),
};

createPort({
  transport: messagePortTransport(parentPort as unknown as MessagePortLike),
  root: {
    patch: (name: string) => patches[name]!(),
    module: () => ({ Saver, ask: async (callback: any) => await callback({ n: 1 }) }),
    fail: () => {
      throw new RangeError("as it should");
    },
    names: () => Object.keys(patches),
  },
  trust: "own",
});
