// The programs around the kernel: the guest's front doors, what is around a language machine, and the script of the sandboxed
// frame.
import { existsSync } from "node:fs";
import path from "node:path";
import { build, type Plugin } from "esbuild";
import type { Bundle } from "./build-kernel.node.ts";
import { restoreContext } from "./restore-context.ts";

interface Program {
  readonly out: string;
  readonly entry: string;
  readonly format: "iife" | "esm";
  readonly platform: "browser" | "node";
  /** Guest code calls learner code after awaits of its own, so it keeps the context in the same way. */
  readonly keepsContext: boolean;
  /** The one library that may be bundled into it, because the kernel does not hold it. */
  readonly hasLibrary?: RegExp;
  /** A script whose value is this export of its entry. */
  readonly value?: string;
}

export const PROGRAMS: readonly Program[] = [
  {
    out: "guest.worker.js",
    entry: "src/guest/main.worker.ts",
    format: "iife",
    platform: "browser",
    keepsContext: true,
  },
  { out: "guest.node.mjs", entry: "src/guest/main.node.ts", format: "esm", platform: "node", keepsContext: true },
  {
    out: "node-libraries.mjs",
    entry: "src/guest/node-libraries.node.ts",
    format: "esm",
    platform: "node",
    keepsContext: true,
    hasLibrary: /^@forkpoint\/savers\/node$/,
  },
  {
    out: "guest.quickjs.js",
    entry: "src/guest/main.quickjs.ts",
    format: "iife",
    platform: "browser",
    keepsContext: true,
    value: "openDoors",
  },
  {
    out: "guest.quickjs.mjs",
    entry: "src/guest/quickjs/host.node.ts",
    format: "esm",
    platform: "node",
    keepsContext: false,
  },
  { out: "frame.js", entry: "src/runtimes/worker/frame.ts", format: "iife", platform: "browser", keepsContext: false },
];

/** Null while nobody has written the entry yet. */
export async function buildProgram(root: string, program: Program): Promise<Bundle | null> {
  if (!existsSync(path.join(root, program.entry))) return null;
  const result = await build({
    entryPoints: [program.entry],
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    minify: true,
    format: program.format,
    ...(program.value !== undefined && {
      globalName: "program",
      banner: { js: "(() => {" },
      footer: { js: `return program.${program.value}; })();` },
    }),
    target: "esnext",
    platform: program.platform,
    conditions: ["source"],
    legalComments: "none",
    logLevel: "error",
    inject: program.platform === "node" ? [path.join(root, "src/guest/real-process.node.ts")] : [],
    plugins: [onlyOneInstancePlugin(program.hasLibrary)],
  });
  const text = result.outputFiles[0]!.text;
  const code = program.keepsContext ? restoreContext(text, program.format === "esm" ? "module" : "script") : text;
  return { code: new TextEncoder().encode(code), metafile: result.metafile };
}

/** A library bundled into a program would be a second instance of what the kernel holds. */
function onlyOneInstancePlugin(allowed: RegExp | undefined): Plugin {
  return {
    name: "only-one-instance",
    setup(build) {
      build.onResolve(
        { filter: /^(?:@langchain\/|@forkpoint\/savers|sql\.js|zod)/ },
        ({ path: specifier, importer }) => {
          if (allowed?.test(specifier)) return undefined;
          const text = `${importer} must take ${specifier} from the kernel's registry; only types may be imported`;
          return { errors: [{ text }] };
        },
      );
    },
  };
}
