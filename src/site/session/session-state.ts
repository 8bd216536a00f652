// Everything that the workspace shows, as data.
import type { TestResult } from "@forkpoint/conformance";
import type { CompileProblem } from "../../compile/compiled.ts";
import type { Problem, Report } from "../../course/model.ts";
import type { DraftQuestion } from "./drafts.ts";
import type { OutputLog } from "./output-log.ts";
import type { Progress } from "./progress.ts";
import type { DatabaseSeen, PlannedTest, RunResult } from "./protocol.ts";
import type { QuestionsState } from "./questions.ts";
import type { RunningMarker } from "./running-marker.ts";
import type { StoreTrouble } from "./store.ts";

export type Activity =
  | { readonly phase: "editing" }
  /** The runtime is being made ready; `steps` are those begun so far, the last one under way. */
  | { readonly phase: "starting"; readonly wants: "run" | "check"; readonly steps: readonly string[] }
  | { readonly phase: "running" }
  | {
      readonly phase: "checking";
      readonly planned: readonly PlannedTest[];
      readonly current: string | null;
      readonly finished: readonly TestResult[];
    };

/** The last run, while it goes on and after it. */
export interface RunView {
  readonly output: OutputLog;
  /** What it runs in, as the runtime says; null before it runs. */
  readonly isolation: string | null;
  /** null while it runs. */
  readonly result: Pick<RunResult, "outcome" | "problem"> | null;
  readonly databases: readonly DatabaseSeen[];
  readonly stopped: boolean;
}

export interface CheckView {
  readonly report: Report;
  readonly visible: ReadonlySet<string>;
}

export interface SessionState {
  readonly activity: Activity;
  /** What was asked for last. */
  readonly last: "run" | "check" | null;
  readonly run: RunView | null;
  readonly check: CheckView | null;
  /** In the learner's files, shown at their lines. */
  readonly problems: readonly CompileProblem[];
  /** Kept Run or Check from giving any result. */
  readonly failure: { readonly wants: "run" | "check"; readonly problem: Problem } | null;
  readonly progress: Progress;
  readonly questions: QuestionsState;
  readonly question: DraftQuestion | null;
  readonly resetAt: string | null;
  readonly crashed: RunningMarker | null;
  readonly storage: StoreTrouble | null;
}
