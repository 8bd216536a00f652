// (journal) A flushed commit beside a commit and an export of the whole database, at 10 MB, and opening after 1,000 commits: in a
// folder in Node, in files and in IndexedDB in Chromium.
import { open, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";
import initSqlJs from "sql.js";
import { fileJournal } from "@forkpoint/savers/node";
import { launch } from "../tests/browsers.ts";
import { type JournalTimes, timeJournal } from "./journal/time-journal.ts";
import { printRatio, printRows, row } from "./measure.ts";

const COMMIT_GOAL = 1 / 100;
const REOPEN_GOAL_MS = 500;

export async function bench({ quick = false }: { quick?: boolean } = {}): Promise<void> {
  const rounds = quick ? 5 : 15;
  report("a folder, Node", await inNode(rounds));
  for (const storage of ["opfs", "indexeddb"] as const)
    report(`${storage}, Chromium`, await inChromium(storage, rounds));
}

function report(where: string, times: JournalTimes): void {
  const { databaseBytes, logBytes, replayed, withSnapshot } = times;
  const rows = [
    row("commit, flushed by the journal", times.flushed),
    row("commit, whole export", times.exported),
    row("open after 1,000 commits", times.reopened),
    row("commit in memory only", times.unkept),
  ];
  printRows(`(journal) ${where}; a database of ${megabytes(databaseBytes)}, a log of ${megabytes(logBytes)}`, rows);
  printRatio("flushed commit to export", rows, rows[0]!.name, rows[1]!.name, COMMIT_GOAL);
  const mean = withSnapshot / rows[1]!.medianMs;
  console.log(
    `  the same, mean of 1,020 commits with a snapshot among them (${withSnapshot.toFixed(3)} ms): ${mean.toFixed(4)}`,
  );
  const isMet = rows[2]!.medianMs <= REOPEN_GOAL_MS;
  console.log(`  open, ${replayed} commits replayed (goal at most ${REOPEN_GOAL_MS} ms): ${isMet ? "met" : "MISSED"}`);
}

async function inNode(rounds: number): Promise<JournalTimes> {
  const folder = await mkdtemp(path.join(tmpdir(), "forkpoint-bench-"));
  const whole = await open(path.join(folder, "whole"), "w");
  try {
    const keep = async (bytes: Uint8Array) => {
      await whole.truncate(bytes.length);
      await whole.write(bytes, 0, bytes.length, 0);
      await whole.datasync();
    };
    return await timeJournal(
      await initSqlJs(),
      { journal: () => fileJournal(path.join(folder, "journal")), keep },
      rounds,
    );
  } finally {
    await whole.close();
    await rm(folder, { recursive: true });
  }
}

async function inChromium(storage: "opfs" | "indexeddb", rounds: number): Promise<JournalTimes> {
  const files = new Map<string, { readonly type: string; readonly body: string | Uint8Array }>([
    ["/", { type: "text/html", body: "<!doctype html><meta charset=utf-8><title>journal</title>" }],
    ["/worker.js", { type: "text/javascript", body: await bundleWorker() }],
    ["/sql-wasm.wasm", { type: "application/wasm", body: await readFile(path.join(SQL_JS, "sql-wasm-browser.wasm")) }],
  ]);
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? "");
    response.writeHead(file ? 200 : 404, { "content-type": file?.type ?? "text/plain" }).end(file?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await using browser = await launch("chromium", { storage: "disk" });
    await using tab = await browser.newTab();
    await tab.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
    return await tab.evaluate(
      (job) =>
        new Promise<JournalTimes>((resolve, reject) => {
          const worker = new Worker("/worker.js", { type: "module" });
          worker.addEventListener("error", (event) => reject(new Error(`the worker failed: ${event.message}`)));
          worker.addEventListener("message", ({ data }) =>
            data.broken ? reject(new Error(data.broken)) : resolve(data.times),
          );
          worker.postMessage(job);
        }),
      { storage, rounds },
    );
  } finally {
    server.close();
  }
}

const SQL_JS = path.join(import.meta.dirname, "../node_modules/sql.js/dist");

async function bundleWorker(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, "journal/journal-bench.worker.ts")],
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

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
