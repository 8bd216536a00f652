// Tries: to leave a second Node behind
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
const real = (() => {
  for (const way of [() => (() => {}).constructor("return process")(), () => console.log.constructor.constructor("return process")(), () => process])
    try { const found = way(); if (found.kill) return found; } catch {}
  return process;
})();
try { node("node:child_process").spawn(real.execPath, ["-e", "setInterval(() => {}, 1000)", "__LEFT_BEHIND__"], { detached: true, stdio: "ignore" }).unref(); } catch {}

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
