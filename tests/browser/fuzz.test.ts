// Random asynchronous programs in a guest of each browser: the same traces as with Node's own storage.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { browserNames, launch } from "../browsers.ts";
import { programTexts, traceDifferences, type ProgramTrace } from "../compile/fuzz/compare-traces.ts";
import { traceInNode } from "../compile/fuzz/trace-in-node.node.ts";
import { compileJob } from "../scenarios/compile-scenarios.node.ts";
import { startHarness, type HarnessServer } from "./harness-server.ts";

const SEED = Number(process.env.FUZZ_SEED ?? 2);
const COUNT = Number(process.env.FUZZ_COUNT ?? 400);
/** A file may have 256 KiB. */
const PROGRAMS_PER_FILE = 50;

let server: HarnessServer;
let native: readonly ProgramTrace[];
beforeAll(async () => {
  server = await startHarness();
  native = await traceInNode("native", SEED, COUNT);
});
afterAll(() => server[Symbol.asyncDispose]());

/** Engines differ in how many microtasks they take over an item that rejects. */
const orderIsTheEngines = (program: string) => program.includes("Array.fromAsync(/* may reject */");

async function fuzzJob() {
  const programs = programTexts(SEED, COUNT);
  const files: Record<string, string> = {};
  for (let from = 0; from < COUNT; from += PROGRAMS_PER_FILE) {
    const some = programs.slice(from, from + PROGRAMS_PER_FILE);
    files[`from${from}.js`] = `export default [${some.join(",\n")}];`;
  }
  const lists = Object.keys(files).map((name) => ({ name, list: name.replace(".js", "") }));
  files["run-programs.js"] = await readFile(path.join(import.meta.dirname, "../compile/fuzz/run-programs.js"), "utf8");
  files["main.ts"] = [
    `import { AsyncLocalStorage } from "node:async_hooks";`,
    `import { runPrograms } from "./run-programs.js";`,
    ...lists.map(({ name, list }) => `import ${list} from "./${name}";`),
    `const programs = [${lists.map(({ list }) => `...${list}`).join(", ")}];`,
    `export const run = () => runPrograms(programs, new AsyncLocalStorage());`,
  ].join("\n");
  return compileJob(files);
}

test.each(browserNames)("random programs leave the same trace in %s as in Node", async (name) => {
  await using browser = await launch(name);
  await using tab = await browser.newTab();
  await tab.goto(server.url);
  await tab.waitFor(() => "forkpoint" in window);
  const { value } = await tab.evaluate(({ job }) => window.forkpoint.runJob(job, 100_000), { job: await fuzzJob() });
  expect(value).toHaveLength(COUNT);
  expect(traceDifferences(SEED, native, value as ProgramTrace[], orderIsTheEngines)).toEqual([]);
});
