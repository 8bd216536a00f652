// (c) Bytes over the wire to the first Run from an empty cache, and the JavaScript of a lesson page before anyone touches it.
import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { clickAndWait, DIST, openChromium, openExercise, pause, serveSite } from "./page.ts";

const RUN_GOAL_KB = 700;
const LESSON_GOAL_KB = 20;

export async function bench(): Promise<void> {
  await using site = await serveSite();
  await using browser = await openChromium();
  const tab = await browser.newTab();
  await openExercise(tab, site.address, "the-agent-that-forgot");
  await clickAndWait(tab, "Run", "exercise-workspace .output-line");
  await pause(500);
  const ran = sizes(tab.requests, site.address);
  console.log("\n(c) Bytes to the first Run, empty cache, brotli as served");
  for (const { name, bytes } of ran.slice(0, 12)) console.log(`  ${(bytes / 1000).toFixed(1).padStart(7)} KB  ${name}`);
  report("everything to the first Run", total(ran), RUN_GOAL_KB);

  await using reader = await browser.newTab();
  await reader.goto(`${site.address}lessons/threads/who-remembers/`);
  await pause(3_000);
  const scripts = [...new Set(reader.requests)].filter(
    (url) => /\.m?js(\?|$)/.test(url) && url.startsWith(site.address),
  );
  const inline = await reader.evaluate(() =>
    [...document.querySelectorAll("script:not([src]):not([type='application/json'])")].map(
      (script) => script.textContent ?? "",
    ),
  );
  const gzip = [
    ...scripts.map((url) => readFileSync(fileOf(url, site.address))),
    ...inline.map((text) => Buffer.from(text)),
  ]
    .map((text) => gzipSync(text, { level: 9 }).length)
    .reduce((sum, bytes) => sum + bytes, 0);
  report("JavaScript of a lesson page, gzip", gzip, LESSON_GOAL_KB);
}

interface Sent {
  readonly name: string;
  readonly bytes: number;
}

/** What the server sends for each address: the .br file beside it, or the file itself where that is smaller. */
function sizes(requests: readonly string[], address: string): Sent[] {
  return [...new Set(requests)]
    .filter((url) => url.startsWith(address))
    .map((url) => ({ name: url.slice(address.length) || "/", bytes: sentBytes(fileOf(url, address)) }))
    .sort((a, b) => b.bytes - a.bytes);
}

function sentBytes(file: string): number {
  try {
    return readFileSync(`${file}.br`).length;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return readFileSync(file).length;
  }
}

function fileOf(url: string, address: string): string {
  const name = url.slice(address.length).replace(/[?#].*$/, "");
  return path.join(DIST, name === "" || name.endsWith("/") ? `${name}index.html` : name);
}

function total(list: readonly Sent[]): number {
  return list.reduce((sum, { bytes }) => sum + bytes, 0);
}

function report(what: string, bytes: number, goalKb: number): void {
  const kb = bytes / 1000;
  console.log(`  ${what}: ${kb.toFixed(1)} KB (goal at most ${goalKb}) ${kb <= goalKb ? "met" : "MISSED"}`);
}
