// The two programs of the stand-in that run elsewhere, each as one file: the page of the host, with the client's own
// Comlink in it, and what programs load first.
import path from "node:path";
import { build, type BuildOptions } from "esbuild";
import { CLIENT_FOLDER } from "./tested-versions.ts";

export async function bundleHostPage(): Promise<string> {
  return bundle("host-page.ts", { alias: { "client-comlink": path.join(CLIENT_FOLDER, "vendor/index.js") } });
}

export async function bundlePreload(): Promise<string> {
  return bundle("program-preload.ts", { platform: "node" });
}

async function bundle(file: string, options: BuildOptions): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, file)],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    logLevel: "error",
    ...options,
  });
  return outputFiles![0]!.text;
}
