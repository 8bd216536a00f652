// Tries: to make Node write a report about itself into a file
// @ts-nocheck
const real = (() => {
  for (const way of [() => (() => {}).constructor("return process")(), () => console.log.constructor.constructor("return process")(), () => process])
    try { const found = way(); if (found.kill) return found; } catch {}
  return process;
})();
try { real.report.directory = "__WATCHED_FOLDER__"; } catch {}
try { real.report.writeReport("report.json"); } catch {}

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
