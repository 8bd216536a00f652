// The attacks, the reports that are expected of them, and what two such reports have in common.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Report, Tier } from "../../src/course/model.ts";
import { comparableText } from "../../src/grading/report.ts";

const CORPUS = path.join(import.meta.dirname, "corpus");
const EXPECTED = path.join(import.meta.dirname, "expected");

export interface Cheat {
  /** Unique in the whole corpus. */
  readonly name: string;
  /** What it is after: the folder that it lies in. */
  readonly goal: string;
  /** What it tries, in its own words. */
  readonly tries: string;
  /** With tokens in place of what it aims at, see targets.ts. */
  readonly source: string;
}

/**
 * How the tests of these end is not the judge's to say. Whether memory or time runs out first depends on the machine and its
 * load; what a realm without working promises or maps answers depends on how much of its host is written in JavaScript; what
 * is not imported has another address everywhere. That none of their tests passes depends on nothing, and is what is compared.
 */
const ENDS_EITHER_WAY: ReadonlySet<string> = new Set([
  "hijacked-linker",
  "long-text",
  "machine-memory",
  "memory-at-import",
  "memory-blow-up",
  "buffer-blow-up",
  "loop-in-microtasks",
  "patched-collections",
  "patched-promise",
  "second-kernel",
]);

/** The same where everything takes several times as long: with them it is the time that decides. */
const ENDS_EITHER_WAY_WHEN_SLOW: ReadonlySet<string> = new Set([
  "guessed-port",
  "huge-numbers",
  "huge-values",
  "many-handles",
  "many-log-lines",
  "memory-saver-by-search",
  "output-flood",
  "tests-by-search",
  "unhandled-rejections",
  "written-by-engine-flags",
]);

/** By name. */
export function readCorpus(): readonly Cheat[] {
  return (
    readdirSync(CORPUS, { recursive: true, encoding: "utf8" })
      // One has a mistake that no tool would let pass in a file of that ending: it is a .txt.
      .filter((file) => /\.(ts|txt)$/.test(file))
      .map((file) => {
        const source = readFileSync(path.join(CORPUS, file), "utf8");
        const tries = /^\/\/ Tries: (.+)/.exec(source)?.[1] ?? "";
        return { name: path.parse(file).name, goal: path.dirname(file), tries, source };
      })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
  );
}

/** The report as it is compared. `made` is left out, as always. */
export function comparedText(cheat: Cheat, report: Report): string {
  const { name } = cheat;
  const isSlow = report.made.tier === "portable" && ENDS_EITHER_WAY_WHEN_SLOW.has(name);
  if (!isSlow && !ENDS_EITHER_WAY.has(name)) return comparableText(report);
  const results = report.results.map(({ id, verdict }) => ({ id, passed: verdict.status === "passed" }));
  const problem = report.problem && !isSlow ? { blame: report.problem.blame } : null;
  return `${JSON.stringify({ problem, results, score: report.score }, null, 2)}\n`;
}

/** The tier's own where it differs, else the one that all tiers and browsers share. */
export function expectedText(cheat: Cheat, tier?: Tier): string {
  const file = [...(tier ? [expectedFile(cheat, tier)] : []), expectedFile(cheat)].find((one) => existsSync(one));
  if (!file) throw new Error(`there is no expected report for ${cheat.name}: run with UPDATE_CHEATS=1`);
  return readFileSync(file, "utf8");
}

/**
 * With UPDATE_CHEATS=1 this report is the expected one from now on: read the difference before you commit it. The strong tier
 * writes the shared ones; another tier writes its own only where it differs.
 */
export function updateExpected(cheat: Cheat, now: string, tier: Tier): void {
  if (process.env.UPDATE_CHEATS !== "1") return;
  if (tier === "strong") return writeFileSync(expectedFile(cheat), now);
  const own = expectedFile(cheat, tier);
  rmSync(own, { force: true });
  if (expectedText(cheat) === now) return;
  mkdirSync(path.dirname(own), { recursive: true });
  writeFileSync(own, now);
}

function expectedFile({ name }: Cheat, tier?: Tier): string {
  return path.join(EXPECTED, ...(tier ? [tier] : []), `${name}.json`);
}

/** What is run by default of a long list: every so many-th, from the first on. FORKPOINT_ALL=1 asks for all. */
export function shareOf<Item>(items: readonly Item[], every: number): readonly Item[] {
  return process.env.FORKPOINT_ALL === "1" ? items : items.filter((_, index) => index % every === 0);
}
