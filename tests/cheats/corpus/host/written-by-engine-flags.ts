// Tries: to make the engine itself write files, by flags set while it runs
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
  const { setFlagsFromString } = node("node:v8");
  for (const flag of ["--allow-natives-syntax", "--trace-turbo", "--trace-turbo-path=__WATCHED_FOLDER__"]) setFlagsFromString(flag);
  const hot = new Function("let sum = 0; function add(n) { return n + sum; } %PrepareFunctionForOptimization(add); add(1); add(2); %OptimizeFunctionOnNextCall(add); return add(3);");
  hot();
} catch {}
// Where no code is made from text, a function becomes hot by being called.
let sum = 0;
const add = (n) => { sum = (sum + n * 3) % 1000; return sum; };
for (let i = 0; i < 3_000_000; i++) add(i);

export class TinySaver {
  async put() {}
  async putWrites() {}
  async getTuple() {}
  async *list() {}
  async deleteThread() {}
  onPut() {}
}
