// (b) Check of the 12-test exercise: from the click to the full report, against `vitest run` of the same tests and
// against the same bodies in bare Node once everything is imported.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { interleave, printRatio, printRows } from "./measure.ts";
import { clickAndWait, openChromium, openExercise, pause, serveSite, untilIdle } from "./page.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const EXERCISE = "fork-properly";
const ROUNDS = 7;
const VITEST_GOAL = 0.35;
const BARE_GOAL = 1.2;

export async function bench(): Promise<void> {
  await using site = await serveSite();
  await using browser = await openChromium();
  const tab = await browser.newTab();
  await openExercise(tab, site.address, EXERCISE);
  await pasteSolution();
  const check = async () => {
    await untilIdle(tab);
    await pause(1_500);
    return clickAndWait(tab, "Check", '.checked .verdict[data-all="true"]');
  };
  const rows = await interleave(ROUNDS, {
    "Check in the page": check,
    "vitest run": vitestRun,
    "bare Node, first pass": async () => (await bareNode())[0]!,
    "bare Node, second pass": async () => (await bareNode())[1]!,
  });
  printRows(`(b) Check of ${EXERCISE}: 12 tests`, rows);
  printRatio("page / vitest run", rows, "Check in the page", "vitest run", VITEST_GOAL);
  printRatio("page / bare Node", rows, "Check in the page", "bare Node, first pass", BARE_GOAL);

  async function pasteSolution(): Promise<void> {
    const text = readFileSync(path.join(ROOT, "solutions", EXERCISE, "fork.ts"), "utf8");
    await tab.click(".cm-content");
    await tab.press("Control+a");
    await tab.press("Delete");
    // As a paste: typing would let the editor indent and close brackets.
    await tab.evaluate((solution) => {
      const host = document.querySelector("code-editor")!;
      const content = (host.shadowRoot ?? host).querySelector<HTMLElement>(".cm-content")!;
      const data = new DataTransfer();
      data.setData("text/plain", solution);
      content.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }, text);
  }
}

async function vitestRun(): Promise<number> {
  const start = performance.now();
  const config = path.join(import.meta.dirname, "check/vitest.config.ts");
  await output([path.join(ROOT, "node_modules/vitest/vitest.mjs"), "run", "--config", config, "fork-properly"]);
  return performance.now() - start;
}

async function bareNode(): Promise<number[]> {
  const text = await output(["--conditions=source", path.join(import.meta.dirname, "check/bare-node.ts")]);
  return JSON.parse(text) as number[];
}

function output(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
    child.on("error", reject);
    child.on("exit", (code) =>
      code === 0 ? resolve(text) : reject(new Error(`${args.join(" ")} ended with ${code}`)),
    );
  });
}
