// What a container is filled with: its bytes, and the time from boot to the end of a first run with it, against the packages as
// they are installed. The host is the stand-in, which has a disk and real Node: only the ratio says something.
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { decode } from "@msgpack/msgpack";
import { build } from "esbuild";
import { encodeSnapshot, type SnapshotFiles } from "../src/compile/build-snapshot.node.ts";
import { launch } from "../tests/browsers.ts";
import { startStandIn } from "../tests/webcontainer-stand-in/stand-in.ts";
import { interleave, printRatio, printRows } from "./measure.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const VENDOR = path.join(ROOT, ".build/vendor");
const BYTES_GOAL_KB = 600;
const TIME_GOAL = 0.5;
const ROUNDS = 5;
const QUICK_ROUNDS = 1;

/** What the program needs when it is installed. */
const PACKAGES = ["@langchain/langgraph", "@langchain/core", "@langchain/langgraph-checkpoint", "sql.js", "zod"];

const PROGRAM = `
import { Annotation, END, MemorySaver, START, StateGraph } from "@langchain/langgraph";
const State = Annotation.Root({ said: Annotation({ reducer: (a, b) => a.concat(b), default: () => [] }) });
const app = new StateGraph(State)
  .addNode("hear", async () => ({ said: ["heard"] }))
  .addEdge(START, "hear").addEdge("hear", END)
  .compile({ checkpointer: new MemorySaver() });
const { said } = await app.invoke({ said: ["hi"] }, { configurable: { thread_id: "t" } });
console.log(said.join(" "));
`;

export async function bench({ quick }: { quick: boolean }): Promise<void> {
  const ours = await readFile(path.join(VENDOR, "container.bin"));
  await printBytes();

  const program = { "program.mjs": new TextEncoder().encode(PROGRAM) };
  const installed = { ...(await installedFiles(PACKAGES)), ...program };
  const snapshots = {
    "/ours.bin": encodeSnapshot({ ...filesOf(ours), ...program }),
    "/installed.bin": encodeSnapshot(installed),
  };
  const megabytes = (snapshots["/installed.bin"].length / 1e6).toFixed(1);
  console.log(`  the packages as they are installed: ${Object.keys(installed).length} files, ${megabytes} MB`);

  await using standIn = await startStandIn();
  await using page = await servePage(standIn.origin, snapshots);
  await using browser = await launch("chromium");
  const firstRun = async (snapshot: string): Promise<number> => {
    await using tab = await browser.newTab();
    await tab.goto(page.url);
    await tab.waitFor(() => "timeToFirstRun" in window);
    const { ms, output } = await tab.evaluate((url: string) => window.timeToFirstRun(url), snapshot);
    if (output.trim() !== "hi heard") throw new Error(`the program did not run over ${snapshot}: ${output}`);
    return ms;
  };
  const rows = await interleave(quick ? QUICK_ROUNDS : ROUNDS, {
    snapshot: () => firstRun("/ours.bin"),
    installed: () => firstRun("/installed.bin"),
  });
  printRows("boot, mount and first run of a small graph, on the stand-in", rows);
  printRatio("snapshot / installed", rows, "snapshot", "installed", TIME_GOAL);
}

async function printBytes(): Promise<void> {
  const { files } = JSON.parse(await readFile(path.join(VENDOR, "sizes.json"), "utf8")) as {
    files: Record<string, { raw: number; gzip: number; brotli: number }>;
  };
  const { raw, gzip, brotli } = files["container.bin"]!;
  const kb = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`;
  console.log(`\nWhat a container is filled with`);
  console.log(`  raw ${kb(raw)}, gzip ${kb(gzip)}`);
  const met = brotli <= BYTES_GOAL_KB * 1000 ? "met" : "MISSED";
  console.log(`  brotli ${kb(brotli)} (goal at most ${BYTES_GOAL_KB}) ${met}`);
}

type Tree = Record<string, { d: Tree } | { f: { c: Uint8Array } }>;

function filesOf(snapshot: Uint8Array): SnapshotFiles {
  const files: Record<string, Uint8Array> = {};
  const walk = (tree: Tree, at: string): void => {
    for (const [name, entry] of Object.entries(tree))
      if ("d" in entry) walk(entry.d, `${at}${name}/`);
      else files[`${at}${name}`] = entry.f.c;
  };
  walk((decode(snapshot) as { d: Tree }).d, "");
  return files;
}

/** All files of the packages and of what they depend on, as npm has put them. */
async function installedFiles(packages: readonly string[]): Promise<SnapshotFiles> {
  const files: Record<string, Uint8Array> = {};
  const seen = new Set<string>();
  const add = async (name: string): Promise<void> => {
    if (seen.has(name)) return;
    seen.add(name);
    const folder = path.join(ROOT, "node_modules", name);
    const listed = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => null);
    if (!listed) return; // an optional dependency that is not installed
    for (const entry of listed.filter((found) => found.isFile())) {
      const file = path.join(entry.parentPath, entry.name);
      files[path.relative(ROOT, file)] = await readFile(file);
    }
    const { dependencies = {} } = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8")) as {
      dependencies?: Record<string, string>;
    };
    for (const dependency of Object.keys(dependencies)) await add(dependency);
  };
  for (const name of packages) await add(name);
  return files;
}

async function servePage(standIn: string, files: Readonly<Record<string, Uint8Array>>) {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, "webcontainer/page.ts")],
    bundle: true,
    write: false,
    format: "esm",
    target: "esnext",
    logLevel: "error",
  });
  const html = `<!doctype html><meta charset="utf-8"><title>Bench</title><link rel="icon" href="data:,"><body>
<script>globalThis.WEBCONTAINER_API_IFRAME_URL = ${JSON.stringify(standIn)}</script>
<script type="module" src="/page.js"></script>`;
  const server = createServer(({ url = "/" }, response) => {
    response.setHeader("cross-origin-opener-policy", "same-origin");
    response.setHeader("cross-origin-embedder-policy", "require-corp");
    if (url === "/page.js") response.setHeader("content-type", "text/javascript").end(outputFiles[0]!.contents);
    else if (files[url]) response.setHeader("content-type", "application/octet-stream").end(files[url]);
    else response.setHeader("content-type", "text/html; charset=utf-8").end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
