// Tries: to write a file on the host by VACUUM INTO, from a database in memory
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
  const db = new (node("node:sqlite").DatabaseSync)(":memory:");
  db.exec("CREATE TABLE t (x); VACUUM INTO '__WATCHED_FOLDER__/vacuumed.db'");
} catch {}

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
