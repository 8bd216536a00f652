// What whoever changes the course waits for: `forkpoint verify` over all exercises, what guests that go on save of it, and
// the build of the site, with what was seen before and seen anew.
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import path from "node:path";
import { loadTests, openExercise, readFingerprints, readKernel } from "../src/cli/open-course.ts";
import { verifyExercise } from "../src/grading/verify-exercise.ts";
import { NodeRuntime } from "../src/runtimes/node/node-runtime.node.ts";
import { ReusedGuests } from "../src/runtimes/reuse-guests.ts";
import type { ExerciseRuntime } from "../src/runtimes/runtime.ts";
import { interleave, printRatio, printRows } from "./measure.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const EXERCISE = "fork-properly";
/** What the build keeps of the programs that it ran. */
const SEEN = [".build/claims.json", ".build/labs"];
const VERIFY_GOAL_S = 60;
const REUSE_GOAL = 0.6;

export async function bench({ quick }: { quick: boolean }): Promise<void> {
  const rounds = quick ? 1 : 3;
  const all = await interleave(rounds, { "forkpoint verify, all": () => time(verifyAll) });
  printRows("(a) All exercises", all);
  const seconds = all[0]!.medianMs / 1_000;
  console.log(`  goal at most ${VERIFY_GOAL_S} s: ${seconds <= VERIFY_GOAL_S ? "met" : "MISSED"}`);

  await using runtime = new NodeRuntime();
  const rows = await interleave(rounds, {
    "one guest that goes on": () =>
      time(async () => {
        await using guests = new ReusedGuests(runtime);
        await verifyOne(guests);
      }),
    "a guest for each": () => time(() => verifyOne(runtime)),
  });
  printRows(`(b) ${EXERCISE}, one submission after another`, rows);
  printRatio("ratio", rows, rows[0]!.name, rows[1]!.name, REUSE_GOAL);

  const builds = await interleave(rounds, {
    "nothing seen before": () => {
      for (const file of SEEN) rmSync(path.join(ROOT, file), { recursive: true, force: true });
      return time(build);
    },
    "all seen before": () => time(build),
  });
  printRows("(c) Building the site", builds);
}

async function verifyOne(runtime: ExerciseRuntime): Promise<void> {
  const exercise = await openExercise(ROOT, EXERCISE);
  const [tests, fingerprints, kernel] = [
    await loadTests(exercise),
    await readFingerprints(exercise),
    await readKernel(),
  ];
  const { signal } = new AbortController();
  const { findings } = await verifyExercise({ exercise, tests, fingerprints, runtime, kernel, signal });
  if (findings.length > 0) throw new Error(`${EXERCISE} does not verify: ${findings[0]!.what}`);
}

const verifyAll = () => run(process.execPath, ["--conditions=source", path.join(ROOT, "src/cli/main.ts"), "verify"]);
const build = () => run("npm", ["run", "build:site"]);

async function time(act: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

function run(command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] });
    child.on("error", reject);
    child.on("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ${args.join(" ")} ended with ${code}`)),
    );
  });
}
