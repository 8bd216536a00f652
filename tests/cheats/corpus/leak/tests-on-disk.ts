// Tries: to read the tests, or anything else, from disk or network
// @ts-nocheck
const places = ["./hidden.test.ts", "../tests/hidden.test.ts", "/etc/passwd", "exercises/tiny-saver/tests/hidden.test.ts", "/assets/hidden.js"];
export const stolen = [];
const take = (text) => stolen.push(String(text).slice(0, 200));
for (const place of places) {
  try { take(globalThis.process.getBuiltinModule("node:fs").readFileSync(place)); } catch {}
  try { take(globalThis.require("node:fs").readFileSync(place)); } catch {}
  try { take(globalThis.process.binding("fs").readFileUtf8(place, 0)); } catch {}
  try { take(new globalThis.DatabaseSync(place)); } catch {}
  try { globalThis.importScripts(place); } catch {}
  try { await globalThis.fetch(new URL(place, "file:///")).then((answer) => answer.text()).then(take); } catch {}
  try { await globalThis.fetch(place).then((answer) => answer.text()).then(take); } catch {}
  try { const request = new globalThis.XMLHttpRequest(); request.open("GET", place, false); request.send(); take(request.responseText); } catch {}
}
if (stolen.length > 0) console.log("STOLEN", stolen.join("\n"));

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
