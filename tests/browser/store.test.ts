// The store contract on SqlJsStore in a worker of each browser: every rule, with SIMD, and the same hashes as in Node.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { HashEmbeddings } from "@forkpoint/savers";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { storeContract } from "../../src/conformance/contracts/store.ts";
import { type BrowserName, browserNames, launch } from "../browsers.ts";
import type { StoreResult } from "./store.worker.ts";

const files = new Map<string, { readonly type: string; readonly body: string | Uint8Array }>();
const server = createServer((request, response) => {
  const file = files.get(request.url ?? "");
  response.writeHead(file ? 200 : 404, { "content-type": file?.type ?? "text/plain" }).end(file?.body);
});
let address = "";

beforeAll(async () => {
  files.set("/", { type: "text/html", body: "<!doctype html><meta charset=utf-8><title>store</title>" });
  files.set("/favicon.ico", { type: "image/x-icon", body: "" });
  files.set("/store.js", { type: "text/javascript", body: await bundle() });
  const wasm = path.join(import.meta.dirname, "../../node_modules/sql.js/dist/sql-wasm-browser.wasm");
  files.set("/sql-wasm.wasm", { type: "application/wasm", body: await readFile(wasm) });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, "store.worker.ts")],
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

async function runIn(name: BrowserName): Promise<StoreResult> {
  await using browser = await launch(name);
  await using tab = await browser.newTab();
  await tab.goto(address);
  return await tab.evaluate(
    () =>
      new Promise<StoreResult>((resolve, reject) => {
        const worker = new Worker("/store.js", { type: "module" });
        worker.addEventListener("error", (event) => reject(new Error(`the worker failed: ${event.message}`)));
        worker.addEventListener("message", ({ data }) =>
          data.broken ? reject(new Error(data.broken)) : resolve(data),
        );
      }),
  );
}

test.each(browserNames)("SqlJsStore keeps every rule in a worker of %s", async (name) => {
  expect(await runIn(name)).toEqual({
    passed: storeContract.length,
    others: [],
    hasSimd: true,
    hashed: await new HashEmbeddings({ dims: 8 }).embedQuery("Ça va? Ich heiße 日本 42"),
  });
});
