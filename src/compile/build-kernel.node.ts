// One ES module that holds all the libraries: slimmed, context restored, one instance each. Runs in a worker and in Node.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Metafile, type Plugin } from "esbuild";
import { kernelSource } from "./kernel-entries.ts";
import { restorePlugin } from "./restore-plugin.node.ts";
import { slimPlugin } from "./slim-plugin.node.ts";

export const STAND_IN_FOR_SQL_JS = path.join(import.meta.dirname, "stand-ins/sql-js.js");

export interface Bundle {
  readonly code: Uint8Array;
  readonly metafile: Metafile;
}

/** For a language machine, which gives the libraries what would take it too long (guest/quickjs/platform.ts). */
export function buildMachineKernel(root: string): Promise<Bundle> {
  return buildKernel(root, undefined, machinePlugin());
}

/** `plugins` come before the kernel's own, and may resolve a library elsewhere. */
export async function buildKernel(root: string, plugins?: readonly Plugin[], given?: Plugin): Promise<Bundle> {
  const guest = path.join(root, "src/guest");
  const result = await build({
    stdin: {
      contents: kernelSource(path.join(guest, "async-context/install.ts")),
      resolveDir: root,
      sourcefile: "kernel.js",
      loader: "js",
    },
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    format: "esm",
    target: "esnext",
    platform: "browser",
    conditions: ["source", "browser", "import"],
    define: { "process.env.NODE_ENV": '"production"' },
    legalComments: "none",
    logLevel: "error",
    plugins: [
      ...(plugins ?? []),
      resolvePlugin(path.join(guest, "async-context/async-hooks.ts"), plugins === undefined),
      // What may be left out of the libraries is known of the pinned ones only.
      ...(plugins ? [] : [slimPlugin()]),
      ...(given ? [given] : []),
      restorePlugin(),
    ],
  });
  return { code: result.outputFiles[0]!.contents, metafile: result.metafile };
}

/**
 * sql.js as the beginning of a module: what follows it finds `forkpointSqlJs`, and alone it exports sql.js as its default.
 * Not restored: all that it awaits, it awaits before learner code is there.
 */
export async function buildSqlJs(root: string): Promise<Bundle> {
  const result = await build({
    stdin: { contents: 'export { default } from "sql.js";', resolveDir: root, sourcefile: "sql-js.js", loader: "js" },
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    format: "iife",
    globalName: "forkpointSqlJs",
    footer: { js: "export default forkpointSqlJs.default;" },
    target: "esnext",
    platform: "browser",
    legalComments: "none",
    logLevel: "error",
    plugins: [absentPlugin()],
  });
  return { code: result.outputFiles[0]!.contents, metafile: result.metafile };
}

function resolvePlugin(asyncHooks: string, pinned: boolean): Plugin {
  return {
    name: "resolve",
    setup(build) {
      build.onResolve({ filter: /^(?:node:)?async_hooks$/ }, () => ({ path: asyncHooks }));
      // The browser entry differs in one thing: it does without AsyncLocalStorage, which here is to be had.
      if (pinned)
        build.onResolve({ filter: /^@langchain\/langgraph$/ }, ({ path: specifier }) => ({
          path: fileURLToPath(import.meta.resolve(specifier)),
        }));
      build.onResolve({ filter: /^sql\.js$/ }, () => ({ path: STAND_IN_FOR_SQL_JS }));
    },
  };
}

/** Each task of a graph has an id that is a hash: half of all that a machine would do when a graph runs. */
function machinePlugin(): Plugin {
  return {
    name: "machine",
    setup(build) {
      build.onLoad({ filter: /@langchain\/core\/dist\/utils\/uuid\/sha1\.js$/ }, () => ({
        contents: 'export default globalThis[Symbol.for("forkpoint.sha1")];',
      }));
    },
  };
}

/** sql.js asks for these behind a check for Node; it is handed its WebAssembly instead. */
function absentPlugin(): Plugin {
  return {
    name: "absent",
    setup(build) {
      build.onResolve({ filter: /^(?:node:)?(?:fs|path|crypto)$/ }, ({ path: specifier }) => ({
        path: specifier,
        namespace: "absent",
      }));
      build.onLoad({ filter: /.*/, namespace: "absent" }, () => ({ contents: "module.exports = {};" }));
    },
  };
}
