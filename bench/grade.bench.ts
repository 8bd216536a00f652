// (d) `forkpoint grade` in each tier that this machine offers: one submission of twelve tests, a hundred on two cores against
// one `vitest run` for each, two at a time, and the memory of judge and guest.
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Tier } from "../src/course/model.ts";
import { childrenOf, residentBytes } from "../src/runtimes/node/process-tree.node.ts";
import { probeTiers } from "../src/runtimes/node/tiers.node.ts";
import { interleave, type Row, median, printRatio, printRows, row } from "./measure.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const MANY = "the-agent-that-forgot";
const TWELVE_TESTS = "fork-properly";
const SUBMISSIONS = 100;
const LOCAL_RUNS = 10;
const ROUNDS = 3;
const SINGLE_ROUNDS = 5;
const SAMPLE_MS = 20;
/** Grading a hundred over a hundred `vitest run`s. */
const GOALS: Readonly<Record<Tier, number>> = { strong: 0.3, portable: 1, "trust-me": 0.25 };
const FLAGS: Readonly<Record<Tier, readonly string[]>> = {
  strong: ["--tier", "strong"],
  portable: ["--tier", "portable"],
  "trust-me": ["--i-trust-these-files"],
};

export async function bench({ quick }: { quick: boolean }): Promise<void> {
  const probes = await probeTiers(new AbortController().signal);
  for (const { tier, works, why } of probes) if (!works) console.log(`\n  ${tier} is not measured: ${why}`);
  const tiers = probes.flatMap(({ tier, works }) => (works ? [tier] : []));
  const folder = mkdtempSync(path.join(tmpdir(), "forkpoint-bench-"));
  try {
    await benchOne(folder, tiers, quick ? 1 : SINGLE_ROUNDS);
    await benchMany(folder, tiers, quick ? 1 : ROUNDS);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The whole command, and inside of it the submission alone, as its report tells. */
async function benchOne(folder: string, tiers: readonly Tier[], rounds: number): Promise<void> {
  const submissions = path.join(folder, "one");
  mkdirSync(submissions);
  cpSync(path.join(ROOT, "solutions", TWELVE_TESTS), path.join(submissions, "ada"), { recursive: true });
  const inside = new Map(tiers.map((tier) => [tier, [] as number[]]));
  const peaks = new Map(tiers.map((tier) => [tier, { judge: 0, guest: 0 }]));
  const contenders = Object.fromEntries(
    tiers.map((tier) => [
      tier,
      async () => {
        const out = mkdtempSync(path.join(folder, "out-"));
        const started = performance.now();
        await grade(TWELVE_TESTS, submissions, out, tier, peaks.get(tier)!);
        const ms = performance.now() - started;
        const { made } = JSON.parse(readFileSync(path.join(out, "ada.json"), "utf8")) as { made: { totalMs: number } };
        inside.get(tier)!.push(made.totalMs);
        return ms;
      },
    ]),
  );
  printRows(`(d) One submission of ${TWELVE_TESTS}, 12 tests: the whole command`, await interleave(rounds, contenders));
  const rows = [...inside].map(([tier, times]) => row(tier, times));
  printRows("  of it the submission itself, with the start of its guest", rows);
  const mb = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`;
  for (const [tier, { judge, guest }] of peaks)
    console.log(`  ${tier}: at most ${mb(judge)} in the judge, ${mb(guest)} in the largest guest`);
}

async function benchMany(folder: string, tiers: readonly Tier[], rounds: number): Promise<void> {
  writeSubmissions(folder);
  const times = new Map<string, number[]>([...tiers, LOCAL].map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const tier of tiers) {
      const out = path.join(folder, `reports-${tier}-${round}`);
      times.get(tier)!.push(await time(() => grade(MANY, path.join(folder, "submissions"), out, tier)));
    }
    // Each is a process of its own, so a hundred cost ten times what ten cost; ten are measured.
    times.get(LOCAL)!.push((await time(() => twoAtATime(LOCAL_RUNS, vitestOnce))) * (SUBMISSIONS / LOCAL_RUNS));
  }
  const rows: Row[] = [...times].map(([name, list]) => row(name, list));
  printRows(`(d) Grading ${SUBMISSIONS} submissions of ${MANY}, two at a time`, rows);
  for (const tier of tiers) {
    console.log(`  ${tier}: ${(median(times.get(tier)!) / SUBMISSIONS).toFixed(0)} ms a submission`);
    printRatio(`${tier} / vitest run`, rows, tier, LOCAL, GOALS[tier]);
  }
}

const LOCAL = `vitest run × ${SUBMISSIONS}`;

/** Of ten: six right, three mutants, one that does not compile. */
function writeSubmissions(folder: string): void {
  const mutants = readdirSync(path.join(ROOT, "exercises", MANY, "mutants")).filter((name) => name.endsWith(".ts"));
  for (let n = 0; n < SUBMISSIONS; n += 1) {
    const author = path.join(folder, "submissions", `author-${String(n).padStart(3, "0")}`);
    mkdirSync(author, { recursive: true });
    const file = path.join(author, "chat.ts");
    if (n % 10 === 9) writeFileSync(file, "export const send = (;\n");
    else if (n % 10 >= 6) cpSync(path.join(ROOT, "exercises", MANY, "mutants", mutants[n % mutants.length]!), file);
    else cpSync(path.join(ROOT, "solutions", MANY, "chat.ts"), file);
  }
}

function grade(
  exercise: string,
  submissions: string,
  out: string,
  tier: Tier,
  peak?: { judge: number; guest: number },
): Promise<void> {
  const main = path.join(ROOT, "src/cli/main.ts");
  const args = ["grade", submissions, "--exercise", exercise, "--out", out, "--jobs", "2", ...FLAGS[tier]];
  return run(process.execPath, ["--conditions=source", main, ...args], (judge) => {
    if (!peak) return;
    const guests = childrenOf(judge).map(residentBytes);
    const all = residentBytes(judge);
    peak.guest = Math.max(peak.guest, ...guests);
    peak.judge = Math.max(peak.judge, all - guests.reduce((total, bytes) => total + bytes, 0));
  });
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

function run(command: string, args: readonly string[], sample?: (pid: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "ignore", "pipe"] });
    const sampling = sample && setInterval(() => sample(child.pid!), SAMPLE_MS);
    let stderr = "";
    child.stderr.on("data", (text: Buffer) => (stderr = (stderr + text.toString()).slice(-2_000)));
    child.on("error", reject);
    child.on("exit", (code) => {
      clearInterval(sampling);
      if (code === 0) resolve();
      else reject(new Error(`${args.join(" ")} ended with ${code}\n${stderr}`));
    });
  });
}
