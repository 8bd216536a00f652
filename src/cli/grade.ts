// `forkpoint grade`: judges submissions that others sent. One report for each author, a table, a summary; whatever one submission
// does, the others are graded, and what is graded stays graded when the command is stopped and given again.
import { mkdir, stat } from "node:fs/promises";
import path from "node:path";
import { readSubmissions, type Submissions } from "../course/read-submissions.node.ts";
import { Refusal } from "../course/submission.ts";
import { openTier } from "../runtimes/node/tiers.node.ts";
import { csv } from "./csv.ts";
import { fileNames } from "./file-names.ts";
import { gradeAll } from "./grade-all.ts";
import { Batch, seedBefore } from "./grade-batch.ts";
import type { Grading, Named } from "./grade-one.ts";
import { type SignOptions, signingInto } from "./grade-sign.ts";
import { chooseSeed, openSubject, type Subject, type SubjectOptions } from "./grade-subject.ts";
import { type Graded, type GradedFolder, summarise, tableOf } from "./grade-summary.ts";
import { chooseTier, refuseUnmetNeeds, TIER_MEANS, type TierWish } from "./grade-tier.ts";
import { lockFolder } from "./lock-folder.ts";
import { readKernel, UsageError } from "./open-course.ts";
import { type Output, printable } from "./terminal.ts";
import { removeUnfinished, writeWhole } from "./write-whole.ts";

export interface GradeOptions extends SubjectOptions, TierWish, SignOptions {
  /** A folder or a zip archive. */
  readonly from: string;
  readonly out: string;
  readonly jobs: number;
  /** The same for every submission; null = that of the batch before in `out`, or drawn. */
  readonly seed: string | null;
  /** Start over, whatever is in `out`. */
  readonly fresh: boolean;
  readonly json: boolean;
}

/** 0: every submission has a report. 1: the course or this machine is to blame for one that has none. */
export async function grade(options: GradeOptions, out: Output): Promise<number> {
  await refusePlaces(options);
  const subject = await openSubject(options);
  const kernel = await readKernel();
  const tier = await chooseTier(options, out);
  if (tier === null) return 1;
  await using runtime = openTier(tier, { spares: options.jobs });
  refuseUnmetNeeds(subject.exercise, runtime);
  const { submissions, skipped } = await readAll(options.from, subject);

  await mkdir(options.out, { recursive: true });
  using _lock = lockFolder(options.out);
  await removeUnfinished(options.out);
  const { exercise, hashes, pack } = subject;
  const before = options.fresh ? null : await seedBefore(options.out, exercise.id, pack?.id ?? null);
  const seed = chooseSeed(pack, options.seed, before);
  const facts = {
    ...({ format: 1, exercise: exercise.id, hashes, pack: pack?.id ?? null, seed: seed.shown } as const),
    ...{ pins: kernel.pins, tier, isolation: runtime.isolation },
  };
  const batch = await Batch.open(options.out, facts);
  if (!options.json) announce(facts, submissions.length, skipped, out);

  const { fresh, signal } = options;
  const sign = await signingInto(options.out, options, subject);
  const grading: Grading = { subject, kernel, runtime, seed, batch, fresh, sign, signal };
  const graded = await gradeAll(named(submissions), grading, { jobs: options.jobs, quiet: options.json }, out);
  const results = { ...facts, graded };
  await writeTables(options.out, results, subject);
  if (options.json) out.line(JSON.stringify(results, null, 2));
  else for (const line of summarise(results)) out.line(line);
  options.signal.throwIfAborted();
  return exitCode(graded);
}

/** In the order of the submissions; each has a file of its own. */
function named(submissions: Submissions["submissions"]): readonly Named[] {
  const names = fileNames();
  return submissions.map((submission) => ({ submission, file: `${names(submission.author)}.json` }));
}

function announce(facts: Omit<GradedFolder, "graded">, count: number, skipped: readonly string[], out: Output): void {
  const { tier, isolation, exercise, seed, pack } = facts;
  const { warn, bold } = out.paint;
  out.line(`${bold(`${tier} tier`)}: ${tier === "trust-me" ? warn(TIER_MEANS[tier]) : TIER_MEANS[tier]}`);
  if (pack !== null) out.line(`verified mode, with pack ${pack}: reports say which rules passed and nothing else`);
  out.line(`${count} submissions for ${exercise}, seed ${seed}, guests: ${isolation}`);
  for (const name of skipped) out.note(`left out: ${printable(name)} is no submission`);
}

async function writeTables(folder: string, results: GradedFolder, { tests }: Subject): Promise<void> {
  const ids = [...tests.visible, ...tests.hidden].map(({ id }) => id);
  await writeWhole(path.join(folder, "results.csv"), csv(tableOf(results, ids)));
  await writeWhole(path.join(folder, "summary.txt"), `${summarise(results).join("\n")}\n`);
}

function exitCode(graded: readonly Graded[]): number {
  return graded.some(({ report }) => report?.score === null) ? 1 : 0;
}

async function readAll(from: string, { exercise }: Subject): Promise<Submissions> {
  const read = await readSubmissions(from, exercise).catch((error: unknown) => {
    throw error instanceof Refusal ? new UsageError(`${from}: ${error.message}`) : error;
  });
  if (read.submissions.length > 0) return read;
  throw new UsageError(`${from} has no submissions: it should hold one folder for each author`);
}

async function refusePlaces({ from, out }: GradeOptions): Promise<void> {
  const there = await stat(from).catch(() => null);
  if (!there?.isDirectory() && !(there?.isFile() && /\.zip$/i.test(from)))
    throw new UsageError(`${from} is no folder and no zip archive`);
  const inside = path.relative(path.resolve(from), path.resolve(out));
  // Reports in there would be taken for submissions the next time.
  if (inside === "" || !(inside.startsWith("..") || path.isAbsolute(inside)))
    throw new UsageError(`--out ${out} lies among the submissions: choose another folder`);
}
