// (d) `forkpoint grade` of a folder on two cores against one `vitest run` for each submission, two at a time.
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { median, printRatio, printRows, row } from "./measure.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const EXERCISE = "the-agent-that-forgot";
const SUBMISSIONS = 100;
const LOCAL_RUNS = 10;
const ROUNDS = 3;
const GOAL = 0.25;

export async function bench(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "forkpoint-bench-"));
  try {
    writeSubmissions(folder);
    const graded: number[] = [];
    const local: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      graded.push(await time(() => grade(folder, path.join(folder, `reports-${round}`))));
      // Each is a process of its own, so a hundred cost ten times what ten cost; ten are measured.
      local.push((await time(() => twoAtATime(LOCAL_RUNS, vitestOnce))) * (SUBMISSIONS / LOCAL_RUNS));
    }
    const rows = [row(`forkpoint grade, ${SUBMISSIONS}`, graded), row(`vitest run × ${SUBMISSIONS}`, local)];
    printRows(`(d) Grading ${SUBMISSIONS} submissions of ${EXERCISE}, two at a time`, rows);
    console.log(`  ${(median(graded) / SUBMISSIONS).toFixed(0)} ms a submission`);
    printRatio("ratio", rows, rows[0]!.name, rows[1]!.name, GOAL);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Of ten: six right, three mutants, one that does not compile. */
function writeSubmissions(folder: string): void {
  const mutants = readdirSync(path.join(ROOT, "exercises", EXERCISE, "mutants")).filter((name) => name.endsWith(".ts"));
  for (let n = 0; n < SUBMISSIONS; n += 1) {
    const author = path.join(folder, "submissions", `author-${String(n).padStart(3, "0")}`);
    mkdirSync(author, { recursive: true });
    const file = path.join(author, "chat.ts");
    if (n % 10 === 9) writeFileSync(file, "export const send = (;\n");
    else if (n % 10 >= 6) cpSync(path.join(ROOT, "exercises", EXERCISE, "mutants", mutants[n % mutants.length]!), file);
    else cpSync(path.join(ROOT, "solutions", EXERCISE, "chat.ts"), file);
  }
}

function grade(folder: string, out: string): Promise<void> {
  const main = path.join(ROOT, "src/cli/main.ts");
  const submissions = path.join(folder, "submissions");
  const args = ["grade", submissions, "--exercise", EXERCISE, "--out", out, "--jobs", "2"];
  return run(process.execPath, ["--conditions=source", main, ...args]);
}

function vitestOnce(): Promise<void> {
  const vitest = path.join(ROOT, "node_modules/vitest/vitest.mjs");
  const config = path.join(import.meta.dirname, "check/vitest.config.ts");
  return run(process.execPath, [vitest, "run", "--config", config, "agent"]);
}

async function twoAtATime(count: number, act: () => Promise<void>): Promise<void> {
  let left = count;
  const lane = async () => {
    while (left-- > 0) await act();
  };
  await Promise.all([lane(), lane()]);
}

async function time(act: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

function run(command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "ignore", "pipe"] });
    let stderr = "";
    child.stderr.on("data", (text: Buffer) => (stderr = (stderr + text.toString()).slice(-2_000)));
    child.on("error", reject);
    child.on("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`${args.join(" ")} ended with ${code}\n${stderr}`)),
    );
  });
}
