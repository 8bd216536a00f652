// Makes .build/vendor: the kernel, whole and as the two files that a page loads, its manifest, sql.js's wasm, the guest
// programs, the image of a language machine, and all of that as a container is filled with it. Does nothing when nothing changed.
import { execFile } from "node:child_process";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { buildKernel, buildMachineKernel, buildSqlJs, type Bundle } from "./build-kernel.node.ts";
import { buildProgram, PROGRAMS } from "./build-programs.node.ts";
import { encodeSnapshot, GUEST_FILES, snapshotFiles } from "./build-snapshot.node.ts";
import { PINNED_PACKAGES } from "./kernel-entries.ts";
import { NODE_LIBRARIES } from "../course/node-libraries.ts";
import { measureBytes } from "./measure-bytes.node.ts";
import { describeInputs, INPUTS, isUpToDate, MACHINE_IMAGE, SNAPSHOT } from "./vendor-inputs.node.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const QUICKJS_WASM = "@jitl/quickjs-wasmfile-release-sync/wasm";
export const VENDOR = path.join(ROOT, ".build/vendor");

/** Answers whether anything was built. */
export async function buildVendor(): Promise<boolean> {
  if (await isUpToDate(ROOT, VENDOR)) return false;
  const startedMs = Date.now();
  await mkdir(VENDOR, { recursive: true });
  const wasm = await readFile(path.join(ROOT, "node_modules/sql.js/dist/sql-wasm-browser.wasm"));
  const [sqlJs, libraries] = [await buildSqlJs(ROOT), await buildKernel(ROOT)];
  const programs = await Promise.all(
    PROGRAMS.map(async (program) => [program.out, await buildProgram(ROOT, program)] as const),
  );
  const built = programs.filter((entry): entry is [string, Bundle] => entry[1] !== null);
  await put("sql-js.js", sqlJs.code);
  await put("libraries.js", libraries.code);
  await put("kernel.js", Buffer.concat([sqlJs.code, libraries.code]));
  await put("libraries.quickjs.js", (await buildMachineKernel(ROOT)).code);
  await put("sql-wasm.wasm", wasm);
  await put("quickjs.wasm", await readFile(fileURLToPath(import.meta.resolve(QUICKJS_WASM))));
  for (const [name, bundle] of built) await put(name, bundle.code);
  await put(MACHINE_IMAGE, (draft) => run([path.join(VENDOR, "guest.quickjs.mjs"), `--make-image=${draft}`]));
  const manifest = { pins: await readPins(), exports: { ...(await readExports()), ...nodeExports() } };
  await put("manifest.json", JSON.stringify(manifest, null, 1));
  const guest = await Promise.all(GUEST_FILES.map(async (name) => [name, await readFile(path.join(VENDOR, name))]));
  const snapshot = encodeSnapshot(snapshotFiles(Object.fromEntries(guest), manifest));
  await put(SNAPSHOT, snapshot);
  const files = {
    "sql-js.js": sqlJs.code,
    "libraries.js": libraries.code,
    "sql-wasm.wasm": wasm,
    ...Object.fromEntries(built.map(([name, { code }]) => [name, code])),
    [SNAPSHOT]: snapshot,
  };
  await put("sizes.json", JSON.stringify(measureBytes(files, libraries.metafile), null, 1));
  // Last: only what is whole counts as built.
  const metafiles = [sqlJs.metafile, libraries.metafile, ...built.map(([, { metafile }]) => metafile)];
  await put(INPUTS, await describeInputs(ROOT, metafiles, startedMs));
  return true;
}

/** Written beside and moved into place: a test that reads meanwhile sees the old file or the new one. */
async function put(name: string, content: string | Uint8Array | ((draft: string) => Promise<unknown>)): Promise<void> {
  const file = path.join(VENDOR, name);
  const draft = `${file}.${process.pid}`;
  await (typeof content === "function" ? content(draft) : writeFile(draft, content));
  await rename(draft, file);
}

async function readPins(): Promise<Record<string, string>> {
  const pins: Record<string, string> = {};
  for (const name of PINNED_PACKAGES) {
    const text = await readFile(path.join(ROOT, "node_modules", name, "package.json"), "utf8");
    pins[name] = (JSON.parse(text) as { version: string }).version;
  }
  return pins;
}

function nodeExports(): Record<string, readonly string[]> {
  return Object.fromEntries(Object.entries(NODE_LIBRARIES).map(([library, { exports }]) => [library, exports]));
}

/** In a process of its own: the kernel patches the realm that imports it. */
async function readExports(): Promise<Record<string, string[]>> {
  const program = `
    const { registry } = await import(${JSON.stringify(path.join(VENDOR, "kernel.js"))});
    const names = Object.entries(registry).map(([library, space]) => [library, Object.keys(space).sort()]);
    process.stdout.write(JSON.stringify(Object.fromEntries(names)));`;
  return JSON.parse(await run(["--input-type=module", "--eval", program])) as Record<string, string[]>;
}

/** What a Node process says, started with these arguments. */
async function run(args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ["--no-warnings", ...args], { maxBuffer: 1 << 24 });
  return stdout;
}

if (import.meta.main) {
  const built = await buildVendor();
  console.log(built ? `built ${path.relative(ROOT, VENDOR)}` : `${path.relative(ROOT, VENDOR)} is up to date`);
}
