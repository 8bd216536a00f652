// Exercises, lessons, claims and reports as types. No reading of files here (read-*.node.ts) and no host.
import type { TestResult } from "@forkpoint/conformance";

/** Relative POSIX path → text. */
export type Files = Readonly<Record<string, string>>;

export type Capability = "filesystem" | "process" | "postgres";

/** Which libraries a submission may import: every export, or only those named, or all but those named. */
export type ImportTable = Readonly<
  Record<string, "all" | { readonly only: readonly string[] } | { readonly except: readonly string[] }>
>;

export interface Limits {
  readonly testMs: number;
  readonly totalMs: number;
  readonly outputBytes: number;
}

export interface Hint {
  /** The test that this hint is about; null = about the exercise as a whole. */
  readonly test: string | null;
  /** 1 = a nudge, 2 = where to look, 3 = nearly the answer. Earned by tries. */
  readonly level: 1 | 2 | 3;
  readonly text: string;
}

/** What the page may know. Hidden tests, mutants and solutions are not here, so they cannot ship with it. */
export interface Exercise {
  readonly id: string;
  readonly title: string;
  readonly lesson: string;
  /** The file whose exports are tested. */
  readonly entry: string;
  /** The file that Run executes. */
  readonly run: string;
  readonly exports: readonly string[];
  /** Files that the exercise owns: shown read-only, and put back before grading. */
  readonly given: readonly string[];
  /** The given file that exports `graphOf(thread)`, the compiled graph of that thread; without one, the lab only shows. */
  readonly lab?: string | null;
  readonly needs: readonly Capability[];
  readonly imports: ImportTable;
  readonly limits: Limits;
  readonly starter: Files;
  readonly hints: readonly Hint[];
}

export interface Mutant {
  readonly name: string;
  /** The wrong idea, as a sentence to the learner: "Your code behaves as if …". */
  readonly misconception: string;
  readonly files: Files;
  readonly caughtBy: readonly string[];
}

export interface Solution {
  readonly name: string;
  readonly files: Files;
}

/** The whole folder; only tooling and tests read it. */
export interface ExerciseFolder extends Exercise {
  readonly folder: string;
  /** Paths of the two test files, absolute. */
  readonly tests: { readonly visible: string; readonly hidden: string };
  readonly solutions: readonly Solution[];
  readonly starterPasses: readonly string[];
  readonly mutants: readonly Mutant[];
}

/** How each mutant fails: written by `forkpoint verify --update`, read by `diagnose`. Ships with the hidden tests only. */
export interface Fingerprint {
  readonly mutant: string;
  readonly misconception: string;
  /** Test id → how it failed; tests that pass are not listed. */
  readonly failures: Readonly<Record<string, string>>;
}

/** Something that kept a submission from being judged, and whose fault it was. */
export interface Problem {
  readonly blame: "submission" | "course" | "host";
  readonly code: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

export interface Diagnosis {
  readonly mutant: string;
  readonly misconception: string;
  /** 0 to 1; 1 = the same tests failed in the same way. */
  readonly match: number;
}

/** The same bytes for the same files, seed and pins wherever it was made, but for `made`, which is left out of the comparison. */
export interface Report {
  readonly format: 1;
  readonly exercise: string;
  readonly author: string | null;
  readonly pins: Readonly<Record<string, string>>;
  readonly seed: string;
  readonly results: readonly TestResult[];
  readonly score: { readonly earned: number; readonly possible: number } | null;
  readonly diagnosis: Diagnosis | null;
  readonly problem: Problem | null;
  readonly made: {
    readonly host: "worker" | "webcontainer" | "node";
    /** How the guest was confined, e.g. "sandboxed frame", "process with permissions". */
    readonly isolation: string;
    readonly totalMs: number;
    readonly testMs: Readonly<Record<string, number>>;
  };
}

export interface SourceVerdict {
  /** Which of the five source documents, "000" to "004". */
  readonly source: string;
  readonly says: string;
  readonly verdict: "agrees" | "wrong" | "differs" | "python-only";
}

/** What a claim's program saw; plain JSON. */
export interface Evidence {
  readonly holds: boolean;
  readonly seen: unknown;
}

/** A sentence of fact and the program that shows it. */
export interface Claim {
  readonly id: string;
  readonly says: string;
  readonly sources?: readonly SourceVerdict[];
  run(): Promise<Evidence>;
}
