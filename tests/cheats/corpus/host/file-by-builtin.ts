// Tries: to read a file of the host with a module of Node
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
try { console.log(node("node:fs").readFileSync("__SECRET_FILE__", "utf8")); } catch {}

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
