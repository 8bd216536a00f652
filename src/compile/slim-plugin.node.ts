// What the kernel leaves out of the libraries: what talks to a network, prints other languages or generates code.
// Nothing that a saver, a store or a graph does may change by it: tests/scenarios compares with the whole libraries.
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Plugin } from "esbuild";

const STAND_INS = path.join(import.meta.dirname, "stand-ins");

/** Package → its stand-in. */
const PACKAGES: Readonly<Record<string, string>> = {
  langsmith: "langsmith.js",
  "langsmith/run_trees": "langsmith.js",
  "langsmith/singletons/traceable": "langsmith.js",
  "@cfworker/json-schema": "json-schema.js",
  "js-tiktoken/lite": "token-counts.js",
};

/** Files inside a package whose stand-in takes their place, relative imports included. */
const FILES: readonly { readonly filter: RegExp; readonly standIn: string }[] = [
  { filter: /@langchain\/core\/dist\/load\/import_map\.js$/, standIn: "import-map.js" },
  {
    filter: /@langchain\/core\/dist\/utils\/zod-to-json-schema\/(?:index|zodToJsonSchema)\.js$/,
    standIn: "zod-v3-schema.js",
  },
  { filter: /zod\/v4\/core\/compile\.js$/, standIn: "zod-compile.js" },
  { filter: /@langchain\/core\/dist\/tracers\/log_stream\.js$/, standIn: "log-stream.js" },
  { filter: /@langchain\/core\/dist\/messages\/block_translators\/index\.js$/, standIn: "block-translators.js" },
  { filter: /zod\/v4\/classic\/from-json-schema\.js$/, standIn: "zod-from-json-schema.js" },
  { filter: /@langchain\/core\/dist\/utils\/js-sha256\/hash\.js$/, standIn: "model-cache-keys.js" },
  { filter: /zod\/v4\/locales\/index\.js$/, standIn: "zod-locales.js" },
  { filter: /src\/savers\/import\/import-sqlite-saver\.ts$/, standIn: "import-sqlite-saver.js" },
  { filter: /src\/savers\/database\/(?:node-sqlite|better-sqlite3)-driver\.ts$/, standIn: "native-drivers.js" },
];

export function slimPlugin(): Plugin {
  return {
    name: "slim",
    setup(build) {
      const packages = new RegExp(`^(?:${Object.keys(PACKAGES).join("|")})$`);
      build.onResolve({ filter: packages }, ({ path: specifier }) => ({
        path: path.join(STAND_INS, PACKAGES[specifier]!),
      }));
      // zod 3 serves those who pass zod 3 schemas; the kernel offers zod 4 alone.
      build.onResolve({ filter: /^zod\/v3$/ }, ({ resolveDir }) =>
        build.resolve("zod/v4", { kind: "import-statement", resolveDir }),
      );
      for (const { filter, standIn } of FILES)
        build.onLoad({ filter }, async ({ path: file }) => ({
          contents: await readFile(path.join(STAND_INS, standIn), "utf8"),
          resolveDir: path.dirname(file),
          watchFiles: [path.join(STAND_INS, standIn)],
        }));
    },
  };
}
