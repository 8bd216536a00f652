// Tries: to use up memory in a thread, where no heap limit of its own counts
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
  const worker = new Worker("const kept = []; for (let i = 0; i < 40; i++) kept.push(Buffer.alloc(50_000_000, 1)); setInterval(() => kept.length, 1000)", { eval: true });
  await new Promise((done) => worker.once("exit", done).once("error", done));
} catch {}

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
