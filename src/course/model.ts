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

/** Asked before the first Run, kept, and compared with what `observe.ts` then sees. */
export interface Prediction {
  /** Unique within the exercise. */
  readonly id: string;
  readonly ask: string;
  /** At least two; the one that comes true is whatever `observe()` returns for this id, never written down here. */
  readonly choices: readonly string[];
  /** Why it is so: shown with what was seen. */
  readonly because: string;
}

/** Asked after the exercise is solved: the same idea in another place. */
export interface Transfer {
  readonly ask: string;
  readonly choices: readonly string[];
  /** One of `choices`. */
  readonly answer: string;
  readonly because: string;
  /** Id of the claim that shows it. */
  readonly claim: string;
}

/** Something that can be chosen or moved in a form: its id is in the answer, its text is what a learner reads. */
export interface Option {
  readonly id: string;
  readonly text: string;
}

/** An exercise without code: the form writes `entry`, which then reads `export const answer = …`, and tests read that. */
export type Form =
  /** `answer`: the ids of all items in an order. */
  | { readonly kind: "order"; readonly items: readonly Option[] }
  /** `answer`: row id → column id → choice id. One column = a list of statements to judge. */
  | {
      readonly kind: "grid";
      readonly rows: readonly Option[];
      readonly columns: readonly Option[];
      readonly choices: readonly Option[];
    }
  /** `answer`: ask id → id of a row of the table that `observe.ts` makes with `rows()`. */
  | { readonly kind: "point"; readonly asks: readonly Option[] };

/** What `rows()` of an `observe.ts` returns: a table read from the database of a run. Ids repeat from run to run. */
export interface EvidenceTable {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly id: string; readonly cells: readonly string[] }[];
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
  readonly predict: readonly Prediction[];
  /**
   * Text of `starter/observe.ts`, which exports `observe()`: prediction id → the choice that came true; and `rows()` for a form
   * that points. It is compiled as though it lay beside the starter's files. Null where nothing is predicted.
   */
  readonly observe: string | null;
  readonly transfer: Transfer | null;
  /** Null = the answer is code. */
  readonly form: Form | null;
}

/** Lies among the starter's files, which it imports, but is none of them: a learner does not see it. */
export const OBSERVE = "observe.ts";

/** For programs that are no exercise: nothing is asked about them. */
export const NOTHING_ASKED = { predict: [], observe: null, transfer: null, form: null } as const;

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

/**
 * What stands between a submission and the machine that judges it, in Node. strong: namespaces of its own and Node's
 * permissions. portable: a language machine inside a process with Node's permissions. trust-me: Node's permissions alone.
 */
export type Tier = "strong" | "portable" | "trust-me";

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
    /** Null = in a browser. */
    readonly tier: Tier | null;
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

/** A sentence of fact and the program that shows it. Made with `claim()` of lessons/worlds.ts. */
export interface Claim {
  readonly id: string;
  readonly says: string;
  readonly sources?: readonly SourceVerdict[];
  run(): Promise<Evidence>;
  /** The same program where the sentence is not so: it must not hold there, or it could not fail. */
  readonly otherwise: {
    /** What is different there, e.g. "a saver that forgets parents". */
    readonly says: string;
    run(): Promise<Evidence>;
  };
}
