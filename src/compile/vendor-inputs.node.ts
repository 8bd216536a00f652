// Whether .build/vendor was built from what is there now: a hash over our own sources and the lockfile.
import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Metafile } from "esbuild";
import { PROGRAMS } from "./build-programs.node.ts";

interface Inputs {
  readonly files: readonly string[];
  readonly hash: string;
}

const OUTPUTS = ["kernel.js", "manifest.json", "sql-wasm.wasm", "sizes.json"];

export async function isUpToDate(root: string, vendor: string): Promise<boolean> {
  const record = path.join(vendor, "inputs.json");
  const programs = PROGRAMS.filter(({ entry }) => existsSync(path.join(root, entry))).map(({ out }) => out);
  if (![...OUTPUTS, ...programs, "inputs.json"].every((name) => existsSync(path.join(vendor, name)))) return false;
  const { files, hash } = JSON.parse(await readFile(record, "utf8")) as Inputs;
  return (await hashInputs(root, files)) === hash;
}

export async function recordInputs(root: string, vendor: string, metafiles: readonly Metafile[]): Promise<void> {
  const read = metafiles.flatMap(({ inputs }) => Object.keys(inputs)).filter((file) => file.startsWith("src/"));
  const files = [...new Set(read)].sort();
  await writeFile(
    path.join(vendor, "inputs.json"),
    JSON.stringify({ files, hash: await hashInputs(root, files) } satisfies Inputs),
  );
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
