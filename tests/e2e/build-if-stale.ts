// Once, before the first of these tests: builds the site when it is missing or older than what it is made of.
import { execFile } from "node:child_process";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { DIST, ROOT } from "./built-site.ts";

const MADE_OF = ["src", "lessons", "exercises", "solutions", "public", "astro.config.mjs", ".build/vendor"];

export default async function buildIfStale(): Promise<void> {
  const built = await changedAt(path.join(DIST, "index.html"));
  const newest = Math.max(...(await Promise.all(MADE_OF.map((name) => changedAt(path.join(ROOT, name))))));
  if (built > newest) return;
  const run = promisify(execFile);
  for (const args of [
    ["--conditions=source", "src/compile/build-vendor.node.ts"],
    ["node_modules/astro/bin/astro.mjs", "build"],
  ])
    await run(process.execPath, args, { cwd: ROOT });
}

/** Of a file, or of the newest file below a folder; 0 when there is none. */
async function changedAt(name: string): Promise<number> {
  const found = await stat(name).catch(() => null);
  if (!found) return 0;
  if (found.isFile()) return found.mtimeMs;
  const entries = await readdir(name, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const times = await Promise.all(files.map((entry) => stat(path.join(entry.parentPath, entry.name))));
  return Math.max(0, ...times.map(({ mtimeMs }) => mtimeMs));
}
