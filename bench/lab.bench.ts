// (lab) 1,000 checkpoints from bytes to picture in Chromium, first and after one more fork, beside getStateHistory over the
// same bytes in the same page; frames while scrolling; and how much JavaScript the lab is.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { build, type BuildOptions, type Metafile } from "esbuild";
import { SqlJsSaver } from "@forkpoint/savers";
import { launch } from "../tests/browsers.ts";
import { chatGraph, fork, takeTurn } from "./lab/chat-graph.ts";
import type { LabTimes, ScrollFrames } from "./lab/lab-page.ts";
import { median, printRatio, printRows, row } from "./measure.ts";

const RATIO_GOAL = 1 / 5;
const SCRIPT_GOAL_KB = 60;
const TURNS = 333;
const FORKS = 20;
/** A frame that takes longer than one and a half of a 60 Hz screen's has let one go by. */
const DROPPED_MS = 25;

const ROOT = path.join(import.meta.dirname, "..");
const SQL_JS = path.join(ROOT, "node_modules/sql.js/dist");

export async function bench({ quick = false }: { quick?: boolean } = {}): Promise<void> {
  const { before, after } = await makeChat();
  const files = new Map<string, { readonly type: string; readonly body: string | Uint8Array }>([
    ["/sql-wasm.wasm", { type: "application/wasm", body: await readFile(path.join(SQL_JS, "sql-wasm-browser.wasm")) }],
    ["/before.sqlite", { type: "application/vnd.sqlite3", body: before }],
    ["/after.sqlite", { type: "application/vnd.sqlite3", body: after }],
    ["/", { type: "text/html", body: PAGE }],
  ]);
  for (const [name, body] of await bundlePage())
    files.set(name, { type: name.endsWith(".css") ? "text/css" : "text/javascript", body });
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? "");
    response.writeHead(file ? 200 : 404, { "content-type": file?.type ?? "text/plain" }).end(file?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await using browser = await launch("chromium");
    await using tab = await browser.newTab();
    await tab.setViewport(1280, 900);
    await tab.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
    await tab.waitFor(() => "labBench" in globalThis);
    reportTimes(
      await tab.evaluate((job) => globalThis.labBench.measure(job), { rounds: quick ? 2 : 7 }),
      before.length,
    );
    for (const checkpoints of [0, 5_000])
      reportFrames(await tab.evaluate((count) => globalThis.labBench.scroll(count), checkpoints));
  } finally {
    server.close();
  }
  await reportScripts();
}

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>lab</title>
<link rel="stylesheet" href="/lab-page.css"><body><script type="module" src="/lab-page.js"></script></body></html>`;

/** A chat with forks, and the same with one fork more. */
async function makeChat(): Promise<{ before: Uint8Array; after: Uint8Array }> {
  const saver = await SqlJsSaver.open();
  const graph = chatGraph(saver);
  const every = Math.floor(TURNS / (FORKS + 1));
  for (let turn = 0; turn < TURNS; turn += 1) {
    await takeTurn(graph, turn);
    if (turn % every === every - 1 && turn < FORKS * every) await fork(graph);
  }
  const before = saver.export();
  await fork(graph);
  const after = saver.export();
  saver.close();
  return { before, after };
}

function reportTimes(times: LabTimes, bytes: number): void {
  const { checkpoints, cards, inPage } = times;
  const rows = [
    row("first draw, by turns", times.firstDraw),
    row("first draw, every step", times.firstDrawSteps),
    row("after one more fork", times.afterFork),
    row("getStateHistory", times.history),
    row("getStateHistory, one more fork", times.historyAfterFork),
  ];
  const size = `${checkpoints} checkpoints, ${(bytes / 1e6).toFixed(1)} MB`;
  printRows(`(lab) From bytes to picture, Chromium; ${size}; ${inPage} of ${cards} cards in the page`, rows);
  printRatio("first draw to getStateHistory", rows, rows[0]!.name, rows[3]!.name, RATIO_GOAL);
  printRatio("the same, every step", rows, rows[1]!.name, rows[3]!.name, RATIO_GOAL);
  printRatio("after one more fork to getStateHistory", rows, rows[2]!.name, rows[4]!.name, RATIO_GOAL);
}

function reportFrames({ cards, frames, work, mostInPage }: ScrollFrames): void {
  const dropped = frames.filter((ms) => ms > DROPPED_MS).length;
  console.log(`  scrolling through ${cards} cards, at most ${mostInPage} of them in the page`);
  console.log(`    from frame to frame, ${frames.length} frames: ${spread(frames)}, ${dropped} dropped`);
  console.log(`    our own work in ${work.length} of them: ${spread(work)}`);
}

function spread(times: readonly number[]): string {
  const sorted = times.toSorted((left, right) => left - right);
  const p95 = sorted[Math.floor(sorted.length * 0.95)]!;
  return `median ${median(times).toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, longest ${sorted.at(-1)!.toFixed(1)} ms`;
}

async function bundlePage(): Promise<[string, string][]> {
  const { outputFiles } = await build({
    ...BROWSER,
    entryPoints: [path.join(ROOT, "bench/lab/lab-page.ts")],
    outdir: ROOT,
    // What sql.js asks of Node is behind a check of where it runs.
    external: ["fs", "path", "crypto"],
  });
  return outputFiles.map(({ path: file, text }) => [`/${path.basename(file)}`, text]);
}

const BROWSER: BuildOptions & { write: false } = {
  bundle: true,
  write: false,
  format: "esm",
  platform: "browser",
  target: "es2023",
  conditions: ["source", "browser"],
  supported: { using: false },
  logLevel: "error",
};

/** What is loaded when a lab is opened, and how much of that is the tree. What is loaded later, by import(), does not count. */
async function reportScripts(): Promise<void> {
  const lab = await gzippedKb("src/site/elements/lab/lab-view.ts");
  const tree = await gzippedKb("src/site/elements/lab/tree-grid.ts");
  const reader = await gzippedKb("src/site/session/lab/reader.worker.ts");
  const isMet = lab <= SCRIPT_GOAL_KB;
  console.log(
    `  JavaScript of the lab, gzip: ${lab.toFixed(1)} KB (goal at most ${SCRIPT_GOAL_KB}) ${isMet ? "met" : "MISSED"}; ` +
      `its tree alone ${tree.toFixed(1)} KB; besides, the worker that reads: ${reader.toFixed(1)} KB`,
  );
}

async function gzippedKb(entry: string): Promise<number> {
  const { outputFiles, metafile } = await build({
    ...BROWSER,
    entryPoints: [path.join(ROOT, entry)],
    outdir: path.join(ROOT, "out"),
    splitting: true,
    minify: true,
    metafile: true,
    external: ["fs", "path", "crypto"],
    absWorkingDir: ROOT,
  });
  const loaded = loadedAtOnce(metafile, entry);
  const scripts = outputFiles.filter(({ path: file }) => loaded.has(path.relative(ROOT, file)));
  if (scripts.length === 0) throw new Error(`nothing was bundled of ${entry}`);
  return scripts.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0) / 1000;
}

/** The script of the entry and what it imports at once, and so on. */
function loadedAtOnce({ outputs }: Metafile, entry: string): Set<string> {
  const loaded = new Set(Object.keys(outputs).filter((name) => outputs[name]!.entryPoint === entry));
  for (const name of loaded)
    for (const { path: imported, kind } of outputs[name]?.imports ?? [])
      if (kind === "import-statement") loaded.add(imported);
  return loaded;
}
