// The README's programs for a page: bundled from the installed package as a reader would, and run in both browsers.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { browserNames, launch, type Tab } from "../browsers.ts";
import { packSavers, type Project, type Tarball } from "../savers/installed-package.ts";
import { readmeExamples } from "../savers/readme-examples.ts";
import { type Listening, serveFiles } from "./harness-server.ts";

const PEERS = ["@langchain/core", "@langchain/langgraph-checkpoint", "sql.js"];
const examples = readmeExamples().filter(({ host }) => host === "browser");
let server: Listening;
let tarball: Tarball;

beforeAll(async () => {
  const files = new Map<string, string | Uint8Array>();
  tarball = await packSavers();
  const project = await tarball.install([...PEERS, "@langchain/langgraph"]);
  const wasm = path.join(project.folder, "node_modules/sql.js/dist/sql-wasm-browser.wasm");
  files.set("/sql-wasm-browser.wasm", await readFile(wasm));
  for (const [at, { code }] of examples.entries()) {
    files.set(`/${at}.js`, await bundle(project, `page-${at}.mjs`, code));
    files.set(`/${at}`, page(`/${at}.js`));
  }
  server = await serveFiles(files);
});
afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
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
  return `<!doctype html><meta charset=utf-8><title>a reader's page</title><link rel=icon href=data:,><script type=module>${run}</script>`;
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
    tab.goto(`${server.url}/${at}`).catch(reject);
  });
}
