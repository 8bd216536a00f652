// Messages between the page and its judge worker. Both are ours, so they are structured clones and not lines of text.
import type { TestEvent } from "@forkpoint/conformance";
import type { CompileProblem } from "../../compile/compiled.ts";
import type { Evidence, EvidenceTable, Exercise, Files, Problem, Report } from "../../course/model.ts";
import type { TraceEvent } from "../../guest/guest-root.ts";
import type { CheckpointRow } from "../../inspect/read-checkpoints.ts";
import type { CrashExperiment, CrashOutcome } from "../../lab/model.ts";
import type { NamedDatabase, Outcome } from "../../runtimes/runtime.ts";

/** Addresses of sql.js and of its WebAssembly, the same files that a guest is made of. */
export interface SqliteUrls {
  readonly sqlJs: string;
  readonly wasm: string;
}

export type ToJudge =
  /**
   * Sent once: the ports on which the page opens and kills guests for the judge, and where SQLite is. The address comes from the
   * page because a worker is built apart: its own would be another file of the same bytes.
   */
  | {
      readonly kind: "guests";
      readonly port: MessagePort;
      /** For guests in the page's container, where it has one. */
      readonly container?: MessagePort;
      readonly sqlite: SqliteUrls;
    }
  | { readonly kind: "warm" }
  | { readonly kind: "start"; readonly job: number; readonly work: Work }
  | { readonly kind: "cancel"; readonly job: number };

export type Work = (
  | ({ readonly kind: "run"; readonly exercise: Exercise; readonly files: Files } & RunOver)
  | { readonly kind: "check"; readonly exercise: Exercise; readonly files: Files; readonly seed: string }
  | { readonly kind: "claim"; readonly id: string; readonly file: string }
  | { readonly kind: "observe"; readonly exercise: Exercise }
  | { readonly kind: "crash"; readonly experiment: CrashExperiment }
) & {
  /** Without it: in the worker. */
  readonly where?: "worker" | "webcontainer";
};

/** For what the lab runs over a database that is there already. */
export interface RunOver {
  readonly over?: readonly NamedDatabase[];
  /** Run in place of the exercise's own program; it may import the exercise's files. */
  readonly program?: { readonly path: string; readonly text: string };
}

export type FromJudge =
  | { readonly kind: "ready" }
  | { readonly kind: "progress"; readonly job: number | null; readonly event: WorkEvent }
  | { readonly kind: "done"; readonly job: number; readonly result: WorkResult }
  /** Our own fault: what was asked for has no result. */
  | { readonly kind: "failed"; readonly job: number; readonly problem: Problem };

export type WorkEvent =
  /** What is being prepared, in words. */
  | { readonly kind: "step"; readonly step: string }
  /** The program is running. `isolation`: in what, as its runtime says. */
  | { readonly kind: "started"; readonly isolation?: string }
  | { readonly kind: "trace"; readonly event: TraceEvent }
  | { readonly kind: "plan"; readonly tests: readonly PlannedTest[] }
  | { readonly kind: "test"; readonly event: TestEvent };

export interface PlannedTest {
  readonly id: string;
  readonly rule: string;
  readonly visible: boolean;
}

export type WorkResult = RunResult | CheckResult | ClaimResult | ObserveResult | CrashResult;

export interface RunResult {
  readonly kind: "run";
  /** What kept the code from running; empty when it ran. */
  readonly problems: readonly CompileProblem[];
  readonly problem: Problem | null;
  readonly outcome: Outcome | null;
  readonly databases: readonly DatabaseSeen[];
}

export interface DatabaseSeen {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly checkpoints: readonly CheckpointRow[];
  /** Why the checkpoints could not be read, if they could not. */
  readonly unreadable: string | null;
}

export interface CheckResult {
  readonly kind: "check";
  readonly report: Report;
  /** Every compile problem; the report names the first. */
  readonly problems: readonly CompileProblem[];
}

export interface ClaimResult {
  readonly kind: "claim";
  readonly evidence: Evidence | null;
  readonly problem: Problem | null;
  readonly ms: number;
}

export interface ObserveResult {
  readonly kind: "observe";
  /** Prediction id → the choice that came true. */
  readonly observations: Readonly<Record<string, string>>;
  readonly table: EvidenceTable | null;
  readonly problem: Problem | null;
}

export interface CrashResult {
  readonly kind: "crash";
  readonly outcome: CrashOutcome;
}
