// Tries: to take the console away and to answer in its place
// @ts-nocheck
for (const level of ["log", "info", "warn", "error", "debug"])
  try { console[level] = () => { throw new Error("passed"); }; } catch {}
try { globalThis.console = new Proxy({}, { get: () => () => "passed" }); } catch {}
console.log?.("hello");

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
