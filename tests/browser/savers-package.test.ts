// The README's programs for a page: bundled from the installed package as a reader would, and run in both browsers.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { browserNames, launch, type Tab } from "../browsers.ts";
import { packSavers, type Project, type Tarball } from "../savers/installed-package.ts";
import { readmeExamples } from "../savers/readme-examples.ts";

const PEERS = ["@langchain/core", "@langchain/langgraph-checkpoint", "sql.js"];
const examples = readmeExamples().filter(({ host }) => host === "browser");
const files = new Map<string, { readonly type: string; readonly body: string | Uint8Array }>();
const server = createServer((request, response) => {
  const file = files.get(request.url ?? "");
  response.writeHead(file ? 200 : 404, { "content-type": file?.type ?? "text/plain" }).end(file?.body);
});
let tarball: Tarball;
let address = "";

beforeAll(async () => {
  tarball = await packSavers();
  const project = await tarball.install([...PEERS, "@langchain/langgraph"]);
  const wasm = path.join(project.folder, "node_modules/sql.js/dist/sql-wasm-browser.wasm");
  files.set("/sql-wasm-browser.wasm", { type: "application/wasm", body: await readFile(wasm) });
  files.set("/favicon.ico", { type: "image/x-icon", body: "" });
  for (const [at, { code }] of examples.entries()) {
    files.set(`/${at}.js`, { type: "text/javascript", body: await bundle(project, `page-${at}.mjs`, code) });
    files.set(`/${at}`, { type: "text/html", body: page(`/${at}.js`) });
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await tarball?.[Symbol.asyncDispose]();
});

test("the README has programs for a page", () => expect(examples.length).toBeGreaterThan(0));

test.each(browserNames)("in %s they print what they say", async (name) => {
  await using browser = await launch(name);
  for (const [at, { prints }] of examples.entries()) {
    await using tab = await browser.newTab();
    expect(await printedBy(tab, at)).toEqual(prints);
  }
});

async function bundle(project: Project, file: string, code: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [await project.write(file, code)],
    absWorkingDir: project.folder,
    bundle: true,
    write: false,
    format: "esm",
    target: "es2023",
    logLevel: "error",
  });
  return outputFiles[0]!.text;
}

const ENDED = "(the program has ended)";

function page(script: string): string {
  const run = `import("${script}").then(() => console.log("${ENDED}"), (error) => console.log("${ENDED}", String(error.stack)))`;
  return `<!doctype html><meta charset=utf-8><title>a reader's page</title><script type=module>${run}</script>`;
}

/** What the program printed until it ended; an error that ended it is thrown here. */
function printedBy(tab: Tab, at: number): Promise<string[]> {
  const printed: string[] = [];
  return new Promise((resolve, reject) => {
    tab.onConsole((text, level) => {
      if (text === ENDED) resolve(printed);
      else if (text.startsWith(ENDED)) reject(new Error(text));
      else if (level === "log") printed.push(text);
    });
    tab.goto(`${address}${at}`).catch(reject);
  });
}
