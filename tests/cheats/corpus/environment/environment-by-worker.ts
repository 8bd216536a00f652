// Tries: to let a thread read the environment
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
try {
  const { Worker, SHARE_ENV } = node("node:worker_threads");
  const worker = new Worker('require("node:worker_threads").parentPort.postMessage({ ...process.env })', { eval: true, env: SHARE_ENV });
  console.log(JSON.stringify(await new Promise((done, fail) => worker.once("message", done).once("error", fail))));
} catch {}

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
