// What the kernel leaves out of the libraries: parts that talk to a network or print other languages, never to a saver.
import path from "node:path";
import type { Plugin } from "esbuild";

interface Replacement {
  readonly filter: RegExp;
  /** Why the course can do without it. */
  readonly because: string;
  readonly contents: string;
}

const REPLACEMENTS: readonly Replacement[] = [
  {
    filter: /zod\/v4\/locales\/index\.js$/,
    because: "error messages of 40 languages; lessons are in English",
    contents: `export { default as en } from "./en.js";`,
  },
  {
    filter: /langsmith\/lib\/client\.mjs$/,
    because: "uploads traces over HTTP; a guest has no network",
    contents: [
      "export const DEFAULT_UNCOMPRESSED_BATCH_SIZE_LIMIT_BYTES = 1, DEFAULT_MAX_SIZE_BYTES = 1;",
      "export const mergeRuntimeEnvIntoRun = (run) => run;",
      "export class AutoBatchQueue {}",
      "export class Client { async createRun() {} async updateRun() {} }",
    ].join("\n"),
  },
];

export function slimPlugin(): Plugin {
  return {
    name: "slim",
    setup(build) {
      for (const { filter, contents } of REPLACEMENTS)
        build.onLoad({ filter }, ({ path: file }) => ({ contents, resolveDir: path.dirname(file), loader: "js" }));
    },
  };
}
