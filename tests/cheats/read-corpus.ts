// The tricks, the reports that are expected of them, and what two such reports have in common.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Report } from "../../src/course/model.ts";
import { comparableText } from "../../src/grading/report.ts";

const CORPUS = path.join(import.meta.dirname, "corpus");
const EXPECTED = path.join(import.meta.dirname, "expected");

export interface Cheat {
  readonly name: string;
  /** What it tries, in its own words. */
  readonly tries: string;
  readonly source: string;
}

/**
 * How the tests of these end is not the judge's to say. Whether memory or time runs out first depends on the machine and its
 * load; what a realm without working promises or maps answers depends on how much of its host is written in JavaScript; what
 * is not imported has another address everywhere. That none of their tests passes depends on nothing, and is what is compared.
 */
const ENDS_EITHER_WAY: ReadonlySet<string> = new Set([
  "hijacked-linker",
  "memory-blow-up",
  "buffer-blow-up",
  "loop-in-microtasks",
  "patched-collections",
  "patched-promise",
  "second-kernel",
]);

export function readCorpus(): readonly Cheat[] {
  return readdirSync(CORPUS)
    .sort()
    .map((file) => {
      const source = readFileSync(path.join(CORPUS, file), "utf8");
      const tries = /^\/\/ Tries: (.+)/.exec(source)?.[1] ?? "";
      return { name: path.basename(file, ".ts"), tries, source };
    });
}

/** The report as it is compared. `made` is left out, as always. */
export function comparedText(cheat: Cheat, report: Report): string {
  if (!ENDS_EITHER_WAY.has(cheat.name)) return comparableText(report);
  const results = report.results.map(({ id, verdict }) => ({ id, passed: verdict.status === "passed" }));
  return `${JSON.stringify({ problem: report.problem, results, score: report.score }, null, 2)}\n`;
}

export function expectedText(cheat: Cheat): string {
  const file = expectedFile(cheat);
  if (!existsSync(file)) throw new Error(`there is no expected report for ${cheat.name}: run with UPDATE_CHEATS=1`);
  return readFileSync(file, "utf8");
}

/** With UPDATE_CHEATS=1 this report is the expected one from now on: read the difference before you commit it. */
export function updateExpected(cheat: Cheat, now: string): void {
  if (process.env.UPDATE_CHEATS === "1") writeFileSync(expectedFile(cheat), now);
}

function expectedFile({ name }: Cheat): string {
  return path.join(EXPECTED, `${name}.json`);
}
