// What a graded folder looks like as a table and as a page of text.
import type { Report } from "../course/model.ts";
import type { BatchFacts } from "./grade-batch.ts";
import { TIER_MEANS } from "./grade-tier.ts";
import { printable } from "./terminal.ts";

export interface Graded {
  readonly author: string;
  /** The report's file, in the folder of reports. */
  readonly file: string;
  /** Why nothing of it was read. */
  readonly refused: string | null;
  readonly notes: readonly string[];
  readonly report: Report | null;
}

export interface GradedFolder extends BatchFacts {
  readonly graded: readonly Graded[];
}

/** Rows for a spreadsheet: one for each author, one column for each test. */
export function tableOf({ graded }: GradedFolder, testIds: readonly string[]): (string | number | null)[][] {
  const heading = ["author", "status", "earned", "possible", "behaves like", "problem", "notes", "report", ...testIds];
  return [
    heading,
    ...graded.map(({ author, file, refused, notes, report }) => [
      printable(author),
      statusOf(refused, report),
      report?.score?.earned ?? null,
      report?.score?.possible ?? null,
      report?.diagnosis?.mutant ?? null,
      printable(refused ?? report?.problem?.message ?? "", 500),
      printable(notes.join("; "), 500),
      file,
      ...testIds.map((id) => report?.results.find((result) => result.id === id)?.verdict.status ?? null),
    ]),
  ];
}

export function summarise({ exercise, seed, pins, tier, isolation, pack, graded }: GradedFolder): string[] {
  const judged = graded.flatMap(({ report }) => (report?.score ? [report] : []));
  const complete = judged.filter(({ score }) => score!.earned === score!.possible).length;
  const refused = graded.filter((one) => one.refused !== null);
  const failed = graded.filter(({ report }) => report !== null && report.score === null);
  return [
    "",
    `${exercise}: ${graded.length} submissions, ${complete} complete, ${refused.length} refused`,
    `${tier} tier: ${TIER_MEANS[tier]}`,
    ...(pack === null ? [] : [`verified mode, with pack ${pack}`]),
    `seed ${seed}; guests: ${isolation}; ${Object.entries(pins)
      .map(([name, version]) => `${name} ${version}`)
      .join(", ")}`,
    ...section("How many failed which test", countBy(judged.flatMap(failedTests))),
    ...section("Wrong ideas", countBy(judged.flatMap(({ diagnosis }) => diagnosis?.mutant ?? []))),
    ...section("Problems", countBy(judged.flatMap(({ problem }) => problem?.code ?? []))),
    ...section(
      "Refused",
      refused.map((one) => `${printable(one.author, 60)}: ${printable(one.refused ?? "")}`),
    ),
    ...section(
      "Not judged, through no fault of theirs",
      failed.map(({ author, report }) => `${printable(author, 60)}: ${printable(report?.problem?.message ?? "")}`),
    ),
  ];
}

function statusOf(refused: string | null, report: Report | null): string {
  if (refused !== null || !report) return "refused";
  if (!report.score) return "not judged";
  if (report.problem) return "problem";
  return report.score.earned === report.score.possible ? "complete" : "incomplete";
}

function failedTests({ results }: Report): string[] {
  return results.filter(({ verdict }) => !["passed", "not-run"].includes(verdict.status)).map(({ id }) => id);
}

function countBy(words: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([word, count]) => `${String(count).padStart(4)}  ${word}`);
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", `${heading}:`, ...lines.map((line) => `  ${line}`)];
}
