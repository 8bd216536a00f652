// From a report to what is signed: the facts of one submission, without anything that a test saw.
import type { Report } from "../course/model.ts";
import { cleanText } from "../grading/clean-text.ts";
import { hashFiles } from "./hash.ts";
import { oneLine } from "./one-line.ts";
import type { ResultFacts, SignedResult } from "./model.ts";
import { ResultError } from "./refusals.ts";

/** What the signer knows of itself. */
export interface Grader {
  readonly version: string;
  readonly node: string;
  /** SHA-256 of the lock file, in hex. */
  readonly lock: string;
}

export interface Stamp {
  readonly id: string;
  readonly time: Date;
}

/** Throws `ResultError` for a report without a score, and for one that was made in a browser. */
export async function buildResult(facts: ResultFacts, grader: Grader, stamp: Stamp): Promise<SignedResult> {
  const { report } = facts;
  const { score, made } = report;
  if (!score) throw new ResultError("RESULT_NOT_JUDGED", `${facts.author} was not judged, so there is nothing to sign`);
  if (!made.tier)
    throw new ResultError(
      "RESULT_NOT_RERUN",
      "this report was made in a browser: it is self-checked. Grade the files with forkpoint grade --sign",
    );
  return {
    format: "forkpoint-result-1",
    id: stamp.id,
    time: stamp.time.toISOString(),
    level: facts.level,
    grader: {
      name: "forkpoint",
      version: grader.version,
      node: grader.node,
      tier: made.tier,
      isolation: oneLine(made.isolation, 300),
    },
    exercise: { id: facts.exercise.id, hash: facts.exercise.hash },
    tests: {
      hash: facts.testsHash,
      count: report.results.length,
      seed: oneLine(report.seed, 200),
      pack: facts.pack,
    },
    libraries: { pins: report.pins, lock: grader.lock },
    subject: {
      author: oneLine(facts.author, 200),
      challenge: facts.challenge === null ? null : oneLine(facts.challenge, 200),
    },
    submission: await hashFiles(facts.files),
    ...judgement(report, score),
  };
}

function judgement({ results, problem }: Report, score: NonNullable<Report["score"]>) {
  return {
    verdicts: results.map(({ id, rule, points, verdict }) => ({
      id,
      rule: oneLine(rule, 1_000),
      points,
      status: verdict.status,
    })),
    score: { earned: score.earned, possible: score.possible },
    problem: problem && { code: problem.code, message: cleanText(problem.message, 1_000) },
  };
}
