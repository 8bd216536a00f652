// `forkpoint grade`: judges submissions that others sent. One report for each author, a table, a summary; whatever one submission
// does, the others are graded, and what is graded stays graded when the command is stopped and given again.
import { mkdir, stat } from "node:fs/promises";
import path from "node:path";
import { readSubmissions, type Submissions } from "../course/read-submissions.node.ts";
import { Refusal } from "../course/submission.ts";
import type { Kernel } from "../grading/kernel.ts";
import { canonicalBytes } from "../results/canonical.ts";
import { sha256 } from "../results/hash.ts";
import { openTier } from "../runtimes/node/tiers.node.ts";
import { csv } from "./csv.ts";
import { fileNames } from "./file-names.ts";
import { gradeAll } from "./grade-all.ts";
import { Batch, type BatchFacts, seedBefore } from "./grade-batch.ts";
import type { Grading, Named } from "./grade-one.ts";
import { type SignOptions, signingInto } from "./grade-sign.ts";
import { chooseSeed, openSubject, readEdition, type Seed, type Subject, type SubjectOptions } from "./grade-subject.ts";
import { type Graded, type GradedFolder, summarise, tableOf } from "./grade-summary.ts";
import { chooseTier, refuseUnmetNeeds, TIER_MEANS, type TierWish } from "./grade-tier.ts";
import { WATCH_PACE, watchSubmissions } from "./grade-watch.ts";
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
  /** After the batch, go on with what is added or changed until the signal is aborted. */
  readonly watch: boolean;
  /** Start over, whatever is in `out`. */
  readonly fresh: boolean;
  readonly json: boolean;
}

/** 0: every submission has a report. 1: the course or this machine is to blame for one that has none. */
export async function grade(options: GradeOptions, out: Output): Promise<number> {
  await refusePlaces(options);
  const subject = await openSubject(options);
  const { submissions, skipped } = await readAll(options, subject);
  const kernel = await readKernel();
  const tier = await chooseTier(options, out);
  if (tier === null) return 1;
  await using runtime = openTier(tier, { spares: options.jobs });
  refuseUnmetNeeds(subject.exercise, runtime);

  await mkdir(options.out, { recursive: true });
  using _lock = lockFolder(options.out);
  await removeUnfinished(options.out);
  const { exercise, pack } = subject;
  const before = options.fresh ? null : await seedBefore(options.out, exercise.id, pack?.id ?? null);
  const seed = chooseSeed(pack, options.seed, before);
  const facts = await factsOf(subject, seed, kernel, { tier, isolation: runtime.isolation });
  const batch = await Batch.open(options.out, facts);
  if (!options.json) announce(facts, submissions.length, skipped, out);

  const { fresh, signal } = options;
  const sign = await signingInto(options.out, options, subject);
  const grading: Grading = { subject, kernel, runtime, seed, batch, fresh, sign, signal };
  const named = namesFor();
  const gradeThese = (these: readonly Named[]) =>
    gradeAll(these, grading, { jobs: options.jobs, quiet: options.json }, out);
  const keep = (graded: readonly Graded[]) => writeTables(options.out, { ...facts, graded }, subject);

  const graded = await gradeThese(named(submissions));
  await keep(graded);
  const results = { ...facts, graded };
  if (options.json) out.line(JSON.stringify(results, null, 2));
  else for (const line of summarise(results)) out.line(line);
  signal.throwIfAborted();
  if (!options.watch) return exitCode(graded);
  const read = () => readSubmissions(options.from, exercise);
  const watched = { folder: options.from, pace: WATCH_PACE, signal, read, named, grade: gradeThese, keep };
  return exitCode(await watchSubmissions(submissions, graded, watched, out));
}

async function factsOf(
  { exercise, hashes, fingerprints, pack }: Subject,
  seed: Seed,
  { pins }: Kernel,
  guests: Pick<BatchFacts, "tier" | "isolation">,
): Promise<BatchFacts> {
  return {
    format: 1,
    edition: await readEdition(),
    exercise: exercise.id,
    hashes: { ...hashes, fingerprints: await sha256(canonicalBytes(fingerprints)) },
    pack: pack?.id ?? null,
    seed: seed.shown,
    pins,
    ...guests,
  };
}

/** In the order of the submissions; each author keeps the file that he was given first. */
function namesFor(): (submissions: Submissions["submissions"]) => readonly Named[] {
  const newName = fileNames();
  const names = new Map<string, string>();
  return (submissions) => {
    const seen = new Map<string, number>();
    return submissions.map((submission) => {
      const count = (seen.get(submission.author) ?? 0) + 1;
      seen.set(submission.author, count);
      const key = `${submission.author}\0${count}`;
      if (!names.has(key)) names.set(key, `${newName(submission.author)}.json`);
      return { submission, file: names.get(key)! };
    });
  };
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

async function readAll({ from, watch }: GradeOptions, { exercise }: Subject): Promise<Submissions> {
  const read = await readSubmissions(from, exercise).catch((error: unknown) => {
    throw error instanceof Refusal ? new UsageError(`${from}: ${error.message}`) : error;
  });
  if (read.submissions.length > 0 || watch) return read;
  throw new UsageError(`${from} has no submissions: it should hold one folder for each author`);
}

async function refusePlaces({ from, out, watch, json }: GradeOptions): Promise<void> {
  const there = await stat(from).catch(() => null);
  if (!there?.isDirectory() && !(there?.isFile() && /\.zip$/i.test(from)))
    throw new UsageError(`${from} is no folder and no zip archive`);
  if (watch && !there.isDirectory()) throw new UsageError("--watch needs a folder, and an archive is none");
  if (watch && json)
    throw new UsageError("--json is one document at the end, and --watch has no end: leave one of them out");
  const inside = path.relative(path.resolve(from), path.resolve(out));
  // Reports in there would be taken for submissions the next time.
  if (inside === "" || !(inside.startsWith("..") || path.isAbsolute(inside)))
    throw new UsageError(`--out ${out} lies among the submissions: choose another folder`);
}
