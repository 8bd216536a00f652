// (a) Run: from the click to the first line of output of a LangGraph.js program, against `tsx` on the same file.
import { spawn } from "node:child_process";
import path from "node:path";
import { interleave, printRatio, printRows, row } from "./measure.ts";
import { clickAndWait, openChromium, openExercise, pause, serveSite, untilIdle } from "./page.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const EXERCISE = "the-agent-that-forgot";
const FIRST_OUTPUT = "exercise-workspace .output-line";
const ROUNDS = 9;
const COLD_ROUNDS = 5;
const WARM_GOAL = 0.1;
const COLD_GOAL_MS = 500;

export async function bench(): Promise<void> {
  await using site = await serveSite();
  const cold: number[] = [];
  for (let round = 0; round < COLD_ROUNDS; round += 1) {
    await using browser = await openChromium(); // a new profile: nothing cached
    const tab = await browser.newTab();
    await openExercise(tab, site.address, EXERCISE);
    cold.push(await clickAndWait(tab, "Run", FIRST_OUTPUT));
  }

  await using browser = await openChromium();
  const tab = await browser.newTab();
  await openExercise(tab, site.address, EXERCISE);
  await clickAndWait(tab, "Run", FIRST_OUTPUT);
  const rows = await interleave(ROUNDS, {
    "Run, warm": async () => {
      await untilIdle(tab);
      await pause(1_500); // a learner reads before running again; meanwhile the next guest is made ready
      return clickAndWait(tab, "Run", FIRST_OUTPUT);
    },
    tsx: firstOutputOfTsx,
  });
  const all = [...rows, row("Run, cold cache", cold)];
  printRows(`(a) Run of ${EXERCISE}: to the first line of output`, all);
  printRatio("warm / tsx", all, "Run, warm", "tsx", WARM_GOAL);
  const coldMedian = all.at(-1)!.medianMs;
  console.log(
    `  cold: ${coldMedian.toFixed(0)} ms (goal at most ${COLD_GOAL_MS}) ${coldMedian <= COLD_GOAL_MS ? "met" : "MISSED"}`,
  );
}

function firstOutputOfTsx(): Promise<number> {
  const start = performance.now();
  const tsx = path.join(ROOT, "node_modules/tsx/dist/cli.mjs");
  const main = path.join(ROOT, "exercises", EXERCISE, "starter/main.ts");
  const child = spawn(process.execPath, [tsx, "--conditions=source", main], { stdio: ["ignore", "pipe", "inherit"] });
  return new Promise((resolve, reject) => {
    let first: number | null = null;
    child.stdout.once("data", () => (first = performance.now() - start));
    child.on("error", reject);
    child.on("exit", (code) =>
      first === null ? reject(new Error(`tsx ended with ${code} and no output`)) : resolve(first),
    );
  });
}
