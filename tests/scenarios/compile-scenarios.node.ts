// The scenario files through our compiler, as one job for a guest: its main.ts exports `run`.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { LibraryExports } from "../../src/compile/compiled.ts";
import { compile, librariesFor } from "../../src/compile/compile.ts";
import type { ImportTable } from "../../src/course/model.ts";
import type { Job } from "../../src/runtimes/runtime.ts";

const MANIFEST = path.resolve(import.meta.dirname, "../../.build/vendor/manifest.json");
const MAIN = `export { runAll as run } from "./index.ts";`;

export function kernelExports(): LibraryExports {
  return (JSON.parse(readFileSync(MANIFEST, "utf8")) as { exports: LibraryExports }).exports;
}

export function compileScenarios(): Job {
  const names = readdirSync(import.meta.dirname).filter((name) => /^[a-z-]+\.ts$/.test(name));
  const sources = names.map((name) => [name, readFileSync(path.join(import.meta.dirname, name), "utf8")]);
  return compileJob({ ...Object.fromEntries(sources), "main.ts": MAIN });
}

/** Any program whose main.ts exports `run`; it may import everything that the kernel holds. */
export function compileJob(files: Readonly<Record<string, string>>): Job {
  const kernel = kernelExports();
  const imports: ImportTable = Object.fromEntries(Object.keys(kernel).map((library) => [library, "all"]));
  const compiled = compile(files, ["main.ts"], imports, kernel);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems, null, 1));
  return {
    modules: compiled.modules,
    libraries: librariesFor(imports, kernel),
    outputBytes: 100_000,
    needs: [],
  };
}
