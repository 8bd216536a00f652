// Tries: to write a file on the host
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
const place = "__WATCHED_FOLDER__/written-file";
try { node("node:fs").writeFileSync(place, "written"); } catch {}
try { node("node:fs").mkdirSync(place + "-folder", { recursive: true }); } catch {}
try { node("node:fs").copyFileSync("/etc/hostname", place + "-copy"); } catch {}

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
