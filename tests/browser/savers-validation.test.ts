// LangGraph's validation suite on SqlJsSaver in a worker of each browser: as many cases as in Node, none failed, none skipped.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { build } from "esbuild";
import initSqlJs from "sql.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BrowserName, browserNames, launch } from "../browsers.ts";
import { type SuiteResult, runOfficialSuite } from "../savers/official-suite.ts";

const PAGE = "<!doctype html><meta charset=utf-8><title>savers</title>";
const files = new Map<string, { readonly type: string; readonly body: string | Uint8Array }>();
const server = createServer((request, response) => {
  const file = files.get(request.url ?? "");
  response.writeHead(file ? 200 : 404, { "content-type": file?.type ?? "text/plain" }).end(file?.body);
});
let address = "";

beforeAll(async () => {
  files.set("/", { type: "text/html", body: PAGE });
  files.set("/favicon.ico", { type: "image/x-icon", body: "" });
  files.set("/suite.js", { type: "text/javascript", body: await bundle() });
  const wasm = path.join(import.meta.dirname, "../../node_modules/sql.js/dist/sql-wasm-browser.wasm");
  files.set("/sql-wasm.wasm", { type: "application/wasm", body: await readFile(wasm) });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, "savers-validation.worker.ts")],
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

async function runIn(name: BrowserName): Promise<SuiteResult> {
  await using browser = await launch(name);
  await using tab = await browser.newTab();
  await tab.goto(address);
  return await tab.evaluate(
    () =>
      new Promise<SuiteResult>((resolve, reject) => {
        const worker = new Worker("/suite.js", { type: "module" });
        worker.addEventListener("error", (event) => reject(new Error(`the worker failed: ${event.message}`)));
        worker.addEventListener("message", ({ data }) =>
          data.broken ? reject(new Error(data.broken)) : resolve(data),
        );
      }),
  );
}

test.each(browserNames)("the official suite passes whole in a worker of %s", async (name) => {
  const inNode = await runOfficialSuite(await initSqlJs(), expect);
  const result = await runIn(name);
  expect(result.failed).toEqual([]);
  expect(result.skipped).toEqual([]);
  expect(result.ran).toHaveLength(inNode.ran.length);
  // Names that hold the ids of a run differ; all others are the same.
  const steady = (names: readonly string[]) => names.filter((each) => !/[0-9a-f]{8}-/.test(each));
  expect(steady(result.ran)).toEqual(steady(inNode.ran));
  expect(inNode).toMatchObject({ failed: [], skipped: [] });
});
