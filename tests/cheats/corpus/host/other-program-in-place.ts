// Tries: to become another program, which has no limits of Node's
// @ts-nocheck
const real = (() => {
  for (const way of [() => (() => {}).constructor("return process")(), () => console.log.constructor.constructor("return process")(), () => process])
    try { const found = way(); if (found.kill) return found; } catch {}
  return process;
})();
try { real.execve("/bin/sh", ["sh", "-c", "echo written > __WATCHED_FOLDER__/executed"], {}); } catch {}

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
