// A result that somebody else can check and make again: what is signed, and what signing needs. Types only.
import type { TestResult } from "@forkpoint/conformance";
import type { Files, Report, Tier } from "../course/model.ts";

/**
 * How a result came about. What a page says about its own runs is "self-checked": nobody signs that. A signature says one of
 * the other two, and it is the reviewer who says it.
 */
export type Level = "self-checked" | SignedLevel;
export type SignedLevel = "re-run by a reviewer" | "supervised";

/** A file as it was judged. */
export interface FileHash {
  readonly path: string;
  /** SHA-256 of its bytes (UTF-8), in lower-case hex. */
  readonly sha256: string;
  readonly bytes: number;
}

/** The payload of the token, in canonical JSON (RFC 8785). Every hash is SHA-256 in lower-case hex. */
export interface SignedResult {
  readonly format: "forkpoint-result-1";
  /** A UUID: two results are never the same one. */
  readonly id: string;
  /** When it was signed, on the grader's clock: ISO 8601 in UTC, with milliseconds. */
  readonly time: string;
  readonly level: SignedLevel;
  readonly grader: {
    readonly name: string;
    readonly version: string;
    /** Of Node, e.g. "24.21.0". */
    readonly node: string;
    readonly tier: Tier;
    /** What the tier was made of. */
    readonly isolation: string;
  };
  readonly exercise: {
    readonly id: string;
    /** Over what a learner is given: see `hashFiles`. */
    readonly hash: string;
  };
  readonly tests: {
    /** Over the test files and what they import of the exercise; with a pack, over the pack's too. */
    readonly hash: string;
    readonly count: number;
    readonly seed: string;
    /** Id of the team's own pack; null = the course's tests alone. */
    readonly pack: string | null;
  };
  /** The exact versions of the libraries that the submission ran with, and the hash of the lock file they came from. */
  readonly libraries: {
    readonly pins: Readonly<Record<string, string>>;
    readonly lock: string;
  };
  readonly subject: {
    /** As the reviewer's folder called it. It is a label and proves nothing about who wrote the files. */
    readonly author: string;
    /** What the team had asked to be signed along; null = nothing. */
    readonly challenge: string | null;
  };
  readonly submission: {
    /** In the order of their paths. */
    readonly files: readonly FileHash[];
    readonly hash: string;
  };
  readonly verdicts: readonly SignedVerdict[];
  readonly score: { readonly earned: number; readonly possible: number };
  /** What kept the submission from being judged test by test. The course's and the machine's problems are not signed. */
  readonly problem: { readonly code: string; readonly message: string } | null;
}

/** Never what a test saw: that may be a hidden test's. */
export interface SignedVerdict {
  readonly id: string;
  readonly rule: string;
  readonly points: number;
  readonly status: TestResult["verdict"]["status"];
}

/** What whoever graded tells the signer about one submission. The rest (time, id, versions of the grader) it knows. */
export interface ResultFacts {
  readonly level: SignedLevel;
  /** Id and hash, as `hashExercise` gives them. */
  readonly exercise: SignedResult["exercise"];
  /** As `hashExercise` gives it; with a pack, as the pack gives it. */
  readonly testsHash: string;
  readonly pack: string | null;
  readonly challenge: string | null;
  /** Whom the files are said to be from. */
  readonly author: string;
  /** The submission's own files, as they were judged: the given ones left out. */
  readonly files: Files;
  /** With a score and a tier: seed, pins, verdicts, score, tier and isolation are taken from here. */
  readonly report: Report;
}
