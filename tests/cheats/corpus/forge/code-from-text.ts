// Tries: to make code from text, which the compiler has not seen
// @ts-nocheck
const attempts = [
  () => globalThis.eval("1 + 1"),
  () => new Function("return globalThis")(),
  () => (async () => {}).constructor("return import('node:fs')")(),
  () => [].constructor.constructor("return process")().mainModule.require("fs"),
  () => globalThis.setTimeout("globalThis.made = true", 0),
];
export const made = attempts.flatMap((attempt) => { try { return [attempt()]; } catch { return []; } });
export class TinySaver {
  async put() { return made.length > 1 ? { configurable: { thread_id: "ada" } } : undefined; }
  async getTuple() {}
}
