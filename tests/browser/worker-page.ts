// A page that starts one worker, bundled from our sources, and hands back what the worker answers; sql.js's file beside it.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { type BrowserName, launch } from "../browsers.ts";
import { type Listening, serveFiles } from "./harness-server.ts";

const SQL_WASM = path.join(import.meta.dirname, "../../node_modules/sql.js/dist/sql-wasm-browser.wasm");

export const readSqlWasm = (): Promise<Uint8Array> => readFile(SQL_WASM);

/** One module for a browser; `entry` is a file of this folder. */
export async function bundleForBrowser(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, entry)],
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2023",
    conditions: ["source"],
    logLevel: "error",
  });
  return outputFiles[0]!.text;
}

export interface WorkerPage<Answer> extends AsyncDisposable {
  /** The worker's first message; rejects when the worker fails, or answers with `{ broken }`. */
  runIn(name: BrowserName): Promise<Answer>;
}

export async function openWorkerPage<Answer>(entry: string): Promise<WorkerPage<Answer>> {
  const server: Listening = await serveFiles(
    new Map<string, string | Uint8Array>([
      ["/", "<!doctype html><meta charset=utf-8><title>worker</title><link rel=icon href=data:,>"],
      ["/worker.js", await bundleForBrowser(entry)],
      ["/sql-wasm.wasm", await readSqlWasm()],
    ]),
  );
  return {
    async runIn(name) {
      await using browser = await launch(name);
      await using tab = await browser.newTab();
      await tab.goto(`${server.url}/`);
      return await tab.evaluate(
        () =>
          new Promise<Answer>((resolve, reject) => {
            const worker = new Worker("/worker.js", { type: "module" });
            worker.addEventListener("error", (event) => reject(new Error(`the worker failed: ${event.message}`)));
            worker.addEventListener("message", ({ data }) =>
              data.broken ? reject(new Error(data.broken)) : resolve(data),
            );
          }),
      );
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
