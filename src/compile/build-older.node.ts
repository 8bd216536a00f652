// A kernel like the one in .build/vendor, with an older LangGraph in it: what claims are compared with. The packages are
// those of the workspace in older/. What the older release does not export is filled with what says so when it is used.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import type { Plugin } from "esbuild";
import { buildKernel, buildSqlJs } from "./build-kernel.node.ts";
import { KERNEL_ENTRIES } from "./kernel-entries.ts";

export interface OlderKernel {
  /** The folder that a runtime is given. */
  readonly vendor: string;
  /** Package → version. */
  readonly pins: Readonly<Record<string, string>>;
  /** Options of calls that only the pinned release knows: given to the older one, they are passed over in silence. */
  readonly absentOptions: readonly string[];
}

/** How the error begins that something absent throws. */
export const NOT_THERE = "not in this release: ";

const OURS = /^(?:@langchain\/(?:core|langgraph|langgraph-checkpoint)|zod)(?:\/.*)?$/;
/** What no release of LangGraph is in. */
const SHARED = ["guest.node.mjs", "node-libraries.mjs", "sql-wasm.wasm"] as const;
const PACKAGES = ["@langchain/langgraph", "@langchain/core", "@langchain/langgraph-checkpoint"] as const;

/** The version of LangGraph in older/; null when it is not installed. */
export async function olderVersion(root: string): Promise<string | null> {
  const file = path.join(root, "older/node_modules/@langchain/langgraph/package.json");
  return existsSync(file) ? ((JSON.parse(await readFile(file, "utf8")) as { version: string }).version ?? null) : null;
}

/** Needs an up-to-date .build/vendor, whose guest program it shares. Builds only when something changed. */
export async function buildOlder(root: string): Promise<OlderKernel> {
  const vendor = path.join(root, ".build/vendor");
  const pins: Record<string, string> = {};
  for (const name of PACKAGES) {
    const text = await readFile(path.join(root, "older/node_modules", name, "package.json"), "utf8");
    pins[name] = (JSON.parse(text) as { version: string }).version;
  }
  const absentOptions = JSON.parse(await readFile(path.join(root, "older/absent-options.json"), "utf8")) as string[];
  const out = path.join(root, ".build/older", pins["@langchain/langgraph"]!);
  const key = await keyOf(vendor, pins);
  const stamp = path.join(out, "key");
  if (existsSync(stamp) && (await readFile(stamp, "utf8")) === key) return { vendor: out, pins, absentOptions };
  const { exports } = JSON.parse(await readFile(path.join(vendor, "manifest.json"), "utf8")) as {
    exports: Record<string, string[]>;
  };
  const [sqlJs, libraries] = [await buildSqlJs(root), await buildKernel(root, [olderPlugin(root, exports)])];
  await mkdir(out, { recursive: true });
  for (const name of SHARED) await copyFile(path.join(vendor, name), path.join(out, name));
  await put(path.join(out, "kernel.js"), Buffer.concat([sqlJs.code, libraries.code]));
  // Last: only what is whole counts as built.
  await put(stamp, key);
  return { vendor: out, pins, absentOptions };
}

async function put(file: string, content: string | Uint8Array): Promise<void> {
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, content);
  await rename(draft, file);
}

/** The pinned kernel is built of the same sources by the same builders, so its inputs stand for them. */
async function keyOf(vendor: string, pins: object): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify(pins));
  for (const file of [path.join(vendor, "inputs.json"), path.join(vendor, "guest.node.mjs"), import.meta.filename])
    hash.update(await readFile(file));
  return hash.digest("hex");
}

function olderPlugin(root: string, pinned: Readonly<Record<string, readonly string[]>>): Plugin {
  const folder = path.join(root, "older");
  return {
    name: "older",
    setup(build) {
      // It talks to a server, in its newest form, for which there is no older core.
      build.onResolve({ filter: /^@langchain\/langgraph-sdk/ }, () => ({ path: "sdk", namespace: "absent" }));
      build.onLoad({ filter: /.*/, namespace: "absent" }, () => ({
        contents: `export class Client { constructor() { throw new Error(${JSON.stringify(`${NOT_THERE}Client`)}); } }`,
      }));
      build.onResolve({ filter: OURS }, async ({ path: specifier, kind, importer, pluginData }) => {
        if (pluginData === "resolved") return null;
        const ours = !importer.includes("node_modules") && pluginData !== "filled";
        if (ours && (KERNEL_ENTRIES as readonly string[]).includes(specifier))
          return { path: specifier, namespace: "filled" };
        return build.resolve(specifier, { kind, resolveDir: folder, pluginData: "resolved" });
      });
      build.onLoad({ filter: /.*/, namespace: "filled" }, async ({ path: specifier }) => ({
        contents: filled(specifier, pinned[specifier] ?? [], await exportsOf(folder, specifier)),
        resolveDir: folder,
        pluginData: "filled",
      }));
    },
  };
}

/** The older library, with a stand-in for each export that only the pinned one has. */
function filled(specifier: string, wanted: readonly string[], there: ReadonlySet<string>): string {
  // `config` is what the kernel itself asks zod for.
  const absent = wanted.filter((name) => !there.has(name) && !["default", "config"].includes(name));
  return [
    `export * from ${JSON.stringify(specifier)};`,
    // A class, so that `instanceof` and `extends` can be written; a proxy, so that no use of it goes unnoticed.
    `const stand = (name) => {
       const refuse = () => { throw new Error(${JSON.stringify(NOT_THERE)} + name); };
       return new Proxy(class {}, { construct: refuse, apply: refuse,
         get: (target, key) => typeof key === "symbol" || key in target ? target[key] : refuse() });
     };`,
    // By another name: zod has a `catch`.
    ...absent.map((name, i) => `const absent${i} = stand(${JSON.stringify(`${name} of ${specifier}`)});`),
    ...absent.map((name, i) => `export { absent${i} as ${name} };`),
  ].join("\n");
}

/** In a process of its own: libraries change the realm that loads them. */
async function exportsOf(folder: string, specifier: string): Promise<ReadonlySet<string>> {
  const program = `process.stdout.write(JSON.stringify(Object.keys(await import(${JSON.stringify(specifier)}))));`;
  const args = ["--no-warnings", "--input-type=module", "--eval", program];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder });
  return new Set(JSON.parse(stdout) as string[]);
}
