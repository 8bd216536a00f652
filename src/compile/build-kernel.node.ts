// One ES module that holds all the libraries: slimmed, context restored, one instance each. Runs in a worker and in Node.
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Metafile, type Plugin } from "esbuild";
import { kernelSource } from "./kernel-entries.ts";
import { restorePlugin } from "./restore-plugin.node.ts";
import { slimPlugin } from "./slim-plugin.node.ts";

export interface Bundle {
  readonly code: Uint8Array;
  readonly metafile: Metafile;
}

export async function buildKernel(root: string): Promise<Bundle> {
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
    plugins: [resolvePlugin(path.join(guest, "async-context/async-hooks.ts")), slimPlugin(), restorePlugin()],
  });
  return { code: result.outputFiles[0]!.contents, metafile: result.metafile };
}

function resolvePlugin(asyncHooks: string): Plugin {
  return {
    name: "resolve",
    setup(build) {
      build.onResolve({ filter: /^(?:node:)?async_hooks$/ }, () => ({ path: asyncHooks }));
      // The browser entry differs in one thing: it does without AsyncLocalStorage, which here is to be had.
      build.onResolve({ filter: /^@langchain\/langgraph$/ }, ({ path: specifier }) => ({
        path: fileURLToPath(import.meta.resolve(specifier)),
      }));
      // sql.js asks for these behind a check for Node; the guest hands it the compiled module instead.
      build.onResolve({ filter: /^(?:node:)?(?:fs|path|crypto)$/ }, ({ path: specifier }) => ({
        path: specifier,
        namespace: "absent",
      }));
      build.onLoad({ filter: /.*/, namespace: "absent" }, () => ({ contents: "module.exports = {};" }));
    },
  };
}
