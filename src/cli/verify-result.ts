// `forkpoint verify-result`: is a result signed by a key that is trusted here, and does it come out the same again?
import { readFile, stat } from "node:fs/promises";
import type { Files, Report } from "../course/model.ts";
import { checkSubmission } from "../grading/check-submission.ts";
import { redactReport } from "../grading/redact.ts";
import { compareFiles, compareResults, gradedOtherwise } from "../results/compare.ts";
import { hashFiles } from "../results/hash.ts";
import { type PublicKey, readPublicKey, trustedKeys } from "../results/keys.ts";
import type { SignedResult } from "../results/model.ts";
import type { Refusal } from "../results/refusals.ts";
import { MAX_TOKEN_CHARS } from "../results/schema.ts";
import { verifyResult } from "../results/verify.ts";
import { openTier } from "../runtimes/node/tiers.node.ts";
import { openSubject, shownSeed, type Subject } from "./grade-subject.ts";
import { chooseTier, refuseUnmetNeeds } from "./grade-tier.ts";
import { readKernel, UsageError } from "./open-course.ts";
import { readOneSubmission } from "./read-one-submission.ts";
import { resultHere } from "./sign-result.ts";
import { describeResult } from "./result-lines.ts";
import { type Output, printable } from "./terminal.ts";

export interface VerifyResultOptions {
  readonly file: string;
  /** Files of public keys. */
  readonly keys: readonly string[];
  readonly challenge: string | null;
  readonly files: string | null;
  readonly rerun: boolean;
  readonly pack: string | null;
  readonly course: string;
  readonly signal: AbortSignal;
}

/** 0: verified, and the same again where that was asked. 1: not. */
export async function verifyResultFile(options: VerifyResultOptions, out: Output): Promise<number> {
  if (options.rerun && options.files === null)
    throw new UsageError("--rerun needs the files: --files <folder, archive or file>");
  if (options.keys.length === 0)
    throw new UsageError("say whom you trust: --key <file.pub.json>, which the team gave you");
  const keys = await readKeys(options.keys);
  const checked = await verifyResult(await readToken(options.file), trustedKeys(keys), options);
  if ("refusal" in checked) return refuse(checked.refusal, out);
  const { result, key } = checked;
  out.line(out.paint.good(`Signed by ${key.name ? `“${printable(key.name)}”, key ` : "the key "}${key.kid}.`));
  for (const line of describeResult(result)) out.line(line);
  if (options.files === null) {
    out.line("");
    out.line("Nothing was graded again: that takes --files and --rerun.");
    return 0;
  }
  const differences = await differencesOf(result, options.files, options, out);
  if (differences === null) return 1;
  out.line("");
  for (const says of differences) out.line(out.paint.bad(`differs: ${printable(says, 1_500)}`));
  if (differences.length > 0) return 1;
  out.line(
    out.paint.good(
      options.rerun ? "The same again: files, tests, libraries and verdicts." : "These are the files that were judged.",
    ),
  );
  return 0;
}

async function readKeys(files: readonly string[]): Promise<PublicKey[]> {
  const keys: PublicKey[] = [];
  for (const file of files) {
    const key = await readPublicKey(await readSmall(file, 10_000, "public key"));
    if ("refusal" in key)
      throw new UsageError(`${file}: ${key.refusal.what} ${key.refusal.todo} (${key.refusal.code})`);
    keys.push(key);
  }
  return keys;
}

function readToken(file: string): Promise<string> {
  return readSmall(file, MAX_TOKEN_CHARS * 2, "result");
}

async function readSmall(file: string, mostBytes: number, what: string): Promise<string> {
  const there = await stat(file).catch(() => null);
  if (!there?.isFile()) throw new UsageError(`${file} is no file: name the ${what}`);
  if (there.size > mostBytes) throw new UsageError(`${file} is too large for a ${what}`);
  return readFile(file, "utf8");
}

function refuse({ code, what, todo }: Refusal, out: Output): number {
  out.line(out.paint.bad(`Not verified. ${what}`));
  out.line(todo);
  out.line(out.paint.dim(code));
  return 1;
}

/** Null: nothing could be graded here, and why has been noted. */
async function differencesOf(
  signed: SignedResult,
  from: string,
  options: VerifyResultOptions,
  out: Output,
): Promise<readonly string[] | null> {
  const subject = await openSigned(signed, options);
  const files = await readOneSubmission(from, subject.exercise);
  if (!options.rerun) return compareFiles(signed.submission.files, (await hashFiles(files)).files);
  const report = await gradeAgain(signed, subject, files, options, out);
  if (!report) return null;
  if (!report.score) {
    out.line(out.paint.bad(`It could not be graded again here: ${printable(report.problem?.message ?? "", 600)}`));
    return null;
  }
  const again = await resultHere({
    level: signed.level,
    exercise: { id: subject.exercise.id, hash: subject.hashes.exercise },
    testsHash: subject.hashes.tests,
    pack: subject.pack?.id ?? null,
    challenge: signed.subject.challenge,
    author: signed.subject.author,
    files,
    report,
  });
  for (const says of gradedOtherwise(signed, again)) out.line(`note: ${says}`);
  return compareResults(signed, again).map(({ says }) => says);
}

async function openSigned({ exercise, tests }: SignedResult, { pack, course }: VerifyResultOptions): Promise<Subject> {
  if (pack === null && tests.pack !== null)
    throw new UsageError(
      `it was graded with a pack of the team (${tests.pack}), which only the team has: name it with --pack <folder>`,
    );
  const subject = await openSubject({ course, exercise: pack === null ? exercise.id : null, pack });
  if (subject.exercise.id !== exercise.id)
    throw new UsageError(`the pack is for ${subject.exercise.id}, and the result is about ${exercise.id}`);
  return subject;
}

async function gradeAgain(
  { tests: { seed: shown }, subject: { author } }: SignedResult,
  { exercise, tests, fingerprints, pack }: Subject,
  files: Files,
  { signal }: VerifyResultOptions,
  out: Output,
): Promise<Report | null> {
  const seed = pack ? pack.seeds.find((secret) => shownSeed(secret) === shown) : shown;
  if (seed === undefined) throw new UsageError("the pack has not the seed that the result was made with");
  const kernel = await readKernel();
  const tier = await chooseTier({ tier: null, trustsFiles: false, signal }, out);
  if (tier === null) return null;
  await using runtime = openTier(tier);
  refuseUnmetNeeds(exercise, runtime);
  const report = await checkSubmission({ exercise, tests, fingerprints, runtime, kernel, signal, seed, author, files });
  return pack ? redactReport(report, shown) : report;
}
