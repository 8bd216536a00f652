// The scenarios as compiled for a guest, on the kernel, in a Node process without a guest around them. With the argument
// "without-context" nothing is put back after a suspension: what then differs shows that the comparison can fail.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Linker } from "../../src/guest/link.ts";
import { compileScenarios } from "./compile-scenarios.node.ts";

const VENDOR = path.resolve(import.meta.dirname, "../../.build/vendor");
const kernelUrl = pathToFileURL(path.join(VENDOR, "kernel.js")).href;

console.log = () => {}; // LangGraph tells of its retries there, and the result goes where the console does

if (process.argv[2] === "without-context") pretendInstalled();
const { registry } = await import(kernelUrl);
const wasm = new WebAssembly.Module(readFileSync(path.join(VENDOR, "sql-wasm.wasm")));
const sqlJs = await registry["sql.js"].default({
  instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) {
    const instance = new WebAssembly.Instance(wasm, imports);
    done(instance);
    return instance.exports;
  },
});
const savers = registry["@forkpoint/savers"];
class Saver extends savers.SqlJsSaver {
  static open(options: object): unknown {
    return super.open({ ...options, sqlJs });
  }
}
registry["@forkpoint/savers"] = { ...savers, SqlJsSaver: Saver };

const { modules, libraries } = compileScenarios();
const folder = mkdtempSync(path.join(tmpdir(), "scenarios-"));
process.on("exit", () => rmSync(folder, { recursive: true }));
let made = 0;
const makeUrl = (_path: string, text: string) => {
  const file = path.join(folder, `${++made}.mjs`);
  writeFileSync(file, text);
  return pathToFileURL(file).href;
};
const linker = new Linker({ kernelUrl, makeUrl, forgetUrl: () => {} }, modules, libraries);
linker.renew();
const { run } = await import(linker.urlOf("main.ts"));
process.stdout.write(JSON.stringify(await run()), () => process.exit(0));

/** The frame then follows the stack alone, as a storage without help from the engine would. */
function pretendInstalled(): void {
  const frames = { current: undefined, stepping: 0, installed: true };
  const same = (value: unknown) => value;
  const nothing = () => undefined;
  const suspension = {
    __now: nothing,
    __back: same,
    __step: same,
    __caught: () => 0,
    __hold: same,
    __each: same,
    __turn: nothing,
  };
  Object.assign(globalThis, { [Symbol.for("forkpoint:async-context")]: frames }, suspension);
}
