// `forkpoint lint`: what the lessons' prose states without a program behind it, and how much of it has one.
import { type Finding, lintProse, type ProseCounts } from "../course/lint-prose.ts";
import { type LessonText, readProse } from "../course/read-prose.node.ts";
import { UsageError } from "./open-course.ts";
import { type Output, printable } from "./terminal.ts";

export interface LintOptions {
  readonly course: string;
  /** Ids of lessons; none = all. */
  readonly lessons: readonly string[];
  readonly json: boolean;
}

interface LintedLesson extends ProseCounts {
  readonly lesson: string;
  readonly file: string;
  readonly findings: readonly Finding[];
}

/** 0: nothing was found. 1: something was. */
export async function lint({ course, lessons, json }: LintOptions, out: Output): Promise<number> {
  const pages = choose(await readProse(course), lessons);
  const linted = pages.map(({ lesson, file, text }): LintedLesson => {
    const { names: _, ...rest } = lintProse(file, text);
    return { lesson, file, ...rest };
  });
  const totals = sum(linted);
  if (json) out.line(JSON.stringify({ totals, lessons: linted }, null, 2));
  else print(linted, totals, out);
  return linted.some(({ findings }) => findings.length > 0) ? 1 : 0;
}

function choose(pages: readonly LessonText[], ids: readonly string[]): readonly LessonText[] {
  for (const id of ids)
    if (!pages.some(({ lesson }) => lesson === id))
      throw new UsageError(`there is no lesson "${id}": there is ${pages.map(({ lesson }) => lesson).join(", ")}`);
  return ids.length === 0 ? pages : pages.filter(({ lesson }) => ids.includes(lesson));
}

interface Totals extends ProseCounts {
  /** Sentences of fact with a program behind them, and all of them; those about Python have none and say so. */
  readonly covered: number;
  readonly factual: number;
  readonly share: number;
}

function sum(linted: readonly LintedLesson[]): Totals {
  const of = (key: keyof ProseCounts) => linted.reduce((total, lesson) => total + lesson[key], 0);
  const counts = {
    words: of("words"),
    claims: of("claims"),
    facts: of("facts"),
    sources: of("sources"),
    python: of("python"),
    unbacked: of("unbacked"),
  };
  const covered = counts.claims + counts.facts + counts.sources;
  const factual = covered + counts.python + counts.unbacked;
  return { ...counts, covered, factual, share: factual === 0 ? 1 : Number((covered / factual).toFixed(4)) };
}

function print(linted: readonly LintedLesson[], totals: Totals, out: Output): void {
  const { bad, good, dim, bold } = out.paint;
  for (const { lesson, words, findings, claims, facts } of linted) {
    const about = dim(`${words} words, ${claims} claims, ${facts} facts`);
    out.line(`${findings.length === 0 ? good("ok") : bad(`${findings.length} to mend`)}  ${bold(lesson)}  ${about}`);
    for (const { file, line, column, sentence, what, todo } of findings) {
      out.line(`    ${file}:${line}:${column}  ${printable(sentence, 300)}`);
      out.line(bad(`      ${printable(what, 300)}`));
      out.line(dim(`      ${todo}`));
    }
  }
  out.line(
    `${totals.covered} of ${totals.factual} sentences of fact are backed by a claim; ${totals.python} are about Python, ${totals.unbacked} are bare`,
  );
}
