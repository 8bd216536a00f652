// Whether .build/vendor was built from what is there now: a hash over our own sources and the lockfile.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Metafile } from "esbuild";
import { PROGRAMS } from "./build-programs.node.ts";

interface Inputs {
  readonly files: readonly string[];
  readonly hash: string;
}

export const INPUTS = "inputs.json";
export const SNAPSHOT = "container.bin";
export const MACHINE_IMAGE = "guest.quickjs.image";
const OUTPUTS = ["kernel.js", "manifest.json", "sql-wasm.wasm", "quickjs.wasm", "sizes.json", MACHINE_IMAGE, SNAPSHOT];

export async function isUpToDate(root: string, vendor: string): Promise<boolean> {
  const programs = PROGRAMS.filter(({ entry }) => existsSync(path.join(root, entry))).map(({ out }) => out);
  if (![...OUTPUTS, ...programs, INPUTS].every((name) => existsSync(path.join(vendor, name)))) return false;
  const { files, hash } = JSON.parse(await readFile(path.join(vendor, INPUTS), "utf8")) as Inputs;
  return (await hashInputs(root, files)) === hash;
}

/**
 * The text of the file by which the next build knows whether it has anything to do. What was edited after `startedMs` may
 * not be in this build, so then the next one has.
 */
export async function describeInputs(root: string, metafiles: readonly Metafile[], startedMs: number): Promise<string> {
  const read = metafiles.flatMap(({ inputs }) => Object.keys(inputs)).filter((file) => file.startsWith("src/"));
  const files = [...new Set(read)].sort();
  const edited = files.some((file) => statSync(path.join(root, file)).mtimeMs >= startedMs);
  return JSON.stringify({ files, hash: edited ? "" : await hashInputs(root, files) } satisfies Inputs);
}

async function hashInputs(root: string, files: readonly string[]): Promise<string> {
  const builders = readdirSync(path.join(root, "src/compile"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
  const hash = createHash("sha256");
  for (const file of [...new Set([...files, ...builders, "package-lock.json"])].sort()) {
    // A file that has gone is a change like any other.
    const text = existsSync(path.join(root, file)) ? await readFile(path.join(root, file)) : "";
    hash.update(`${file}\0`).update(text).update("\0");
  }
  return hash.digest("hex");
}
