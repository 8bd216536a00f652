// esbuild plugin: library files go through the same context transform as learner code.
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Plugin } from "esbuild";
import { restoreContext } from "./restore-context.ts";

export function restorePlugin(): Plugin {
  return {
    name: "restore-context",
    setup(build) {
      build.onLoad({ filter: /node_modules.*\.m?js$/ }, async ({ path: file }) => {
        const code = await readFile(file, "utf8");
        const isModule = /^\s*(?:import|export)\b[\s{*]/m.test(code);
        const contents = restoreContext(code, isModule ? "module" : "script");
        return { contents, resolveDir: path.dirname(file), loader: "js" };
      });
    },
  };
}
