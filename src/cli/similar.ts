// `forkpoint similar`: which answers of a folder are alike. A hint for people; grading knows nothing of it.
import { lstat, readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import type { TestResult } from "@forkpoint/conformance";
import type { ExerciseFolder, Files, Report } from "../course/model.ts";
import { readSubmissions } from "../course/read-submissions.node.ts";
import { Refusal } from "../course/submission.ts";
import { cleanText } from "../grading/clean-text.ts";
import { compareAnswers } from "../similarity/compare-answers.ts";
import { drawPage } from "../similarity/draw-page.ts";
import type { Answer } from "../similarity/model.ts";
import { describeAlike, summarise, WHAT_IT_IS } from "../similarity/words.ts";
import { openExercise, UsageError } from "./open-course.ts";
import { type Output, printable } from "./terminal.ts";

export interface SimilarOptions {
  readonly course: string;
  readonly exercise: string;
  /** A folder or an archive of submissions. */
  readonly from: string;
  /** Of `forkpoint grade`; null = only texts are compared. */
  readonly reports: string | null;
  readonly out: string | null;
}

/** Pairs that are shown on a terminal. */
const SHOWN = 20;
const MOST_REPORT_BYTES = 4 * 1024 * 1024;
const MAX_CHARS = 1024 * 1024;

export async function similar(options: SimilarOptions, out: Output): Promise<number> {
  if (options.out !== null && !/\.(html|json)$/i.test(options.out))
    throw new UsageError(`--out ${options.out}: name a file that ends in .html or .json`);
  const exercise = await openExercise(options.course, options.exercise);
  const answers = await readAnswers(options.from, exercise, out);
  const results =
    options.reports === null ? new Map<string, readonly TestResult[]>() : await readReports(options.reports);
  const similarity = compareAnswers({ exercise: exercise.id, answers, known: knownOf(exercise), results });
  out.line(WHAT_IT_IS);
  out.line("");
  for (const pair of similarity.alike.slice(0, SHOWN))
    out.line(
      `${printable(pair.left, 60)} and ${printable(pair.right, 60)}: ${describeAlike(pair, similarity.answers)}`,
    );
  if (similarity.alike.length > SHOWN) out.line(`and ${similarity.alike.length - SHOWN} more pairs, less alike`);
  out.line(summarise(similarity));
  if (options.out !== null) {
    const asJson = /\.json$/i.test(options.out);
    await writeFile(options.out, asJson ? `${JSON.stringify(similarity, null, 2)}\n` : drawPage(similarity, answers));
  }
  return 0;
}

/** What anybody may have without anybody else. */
function knownOf({ starter, solutions }: ExerciseFolder): Files[] {
  return [starter, ...solutions.map(({ files }) => files)];
}

/** Names and texts are somebody else's: cleaned here, for the terminal, the page and the data alike. */
async function readAnswers(from: string, exercise: ExerciseFolder, out: Output): Promise<Answer[]> {
  const there = await stat(from).catch(() => null);
  if (!there) throw new UsageError(`${from} is not there`);
  const { submissions } = await readSubmissions(from, exercise).catch((error: unknown) => {
    throw error instanceof Refusal ? new UsageError(`${from}: ${error.message}`) : error;
  });
  const answers: Answer[] = [];
  for (const submission of submissions) {
    const shown = printable(submission.author);
    // Two names may look the same once they are cleaned.
    const twins = answers.filter(({ author }) => author.startsWith(shown)).length;
    const author = answers.some((answer) => answer.author === shown) ? `${shown} (${twins + 1})` : shown;
    if ("refused" in submission) out.note(`left out: ${author}, ${printable(submission.refused)}`);
    else
      answers.push({
        author,
        files: Object.fromEntries(
          Object.entries(submission.files).map(([name, text]) => [name, cleanText(text, MAX_CHARS)]),
        ),
      });
  }
  if (answers.length < 2) throw new UsageError(`${from} has ${answers.length} answers to compare, and it takes two`);
  return answers;
}

/** By author, as grade wrote it; other files of that folder are no reports. */
async function readReports(folder: string): Promise<Map<string, readonly TestResult[]>> {
  const names = await readdir(folder).catch(() => null);
  if (!names) throw new UsageError(`--reports ${folder} is no folder`);
  const found = new Map<string, readonly TestResult[]>();
  for (const name of names.filter((one) => one.endsWith(".json")).sort()) {
    const file = path.join(folder, name);
    const there = await lstat(file);
    if (!there.isFile() || there.size > MOST_REPORT_BYTES) continue;
    const report = parse(await readFile(file, "utf8"));
    if (typeof report?.author === "string" && Array.isArray(report.results)) found.set(report.author, report.results);
  }
  return found;
}

function parse(text: string): Partial<Report> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}
