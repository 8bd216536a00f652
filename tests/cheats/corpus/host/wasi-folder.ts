// Tries: to open a folder of the host for a program in WebAssembly
// @ts-nocheck
const node = (name) => {
  for (const way of [
    () => process.getBuiltinModule(name),
    () => globalThis.require(name),
    () => (() => {}).constructor("return process")().getBuiltinModule(name),
    () => console.log.constructor.constructor("return process")().mainModule.require(name),
  ])
    try { const found = way(); if (found) return found; } catch {}
  throw new Error("no modules of Node");
};
// (import path_open) (import fd_write …): one call of path_open with O_CREAT on the folder that is opened before the start.
try {
  const { WASI } = node("node:wasi");
  const wasi = new WASI({ version: "preview1", preopens: { "/": "__WATCHED_FOLDER__" } });
  const open = wasi.wasiImport.path_open;
  const memory = new WebAssembly.Memory({ initial: 1 });
  new Uint8Array(memory.buffer).set(new TextEncoder().encode("wasi"), 16);
  // A module with nothing but an empty _start and that memory, so that the imports can be called from here.
  wasi.initialize({ exports: { memory, _initialize() {} } });
  open(3, 0, 16, 4, 1, 64n, 0n, 0, 32);
} catch {}

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
