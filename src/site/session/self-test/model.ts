// The words of the self-test: a check asks one thing of this browser, and its result says what was measured and what that means.

export type GroupId = "browser" | "worker" | "container";

/** "finding": an answer that is neither right nor wrong. "untold": there is no way to tell here. */
export type Verdict = "passed" | "failed" | "finding" | "untold";

export interface Result {
  readonly verdict: Verdict;
  readonly measured: string;
  readonly means: string;
}

export type CheckState =
  | { readonly phase: "waiting" }
  | { readonly phase: "running"; readonly step: string }
  | { readonly phase: "done"; readonly result: Result; readonly ms: number };

/** What a check does. `tell` names the step that it is at. */
export type Run = (signal: AbortSignal, tell: (step: string) => void) => Promise<Result>;

/** The checks of one group, by the last part of their ids; closed when all are done or the group is left. */
export interface OpenGroup extends AsyncDisposable {
  readonly runs: Readonly<Record<string, Run>>;
}

export const passed = (measured: string, means: string): Result => ({ verdict: "passed", measured, means });
export const failed = (measured: string, means: string): Result => ({ verdict: "failed", measured, means });
export const finding = (measured: string, means: string): Result => ({ verdict: "finding", measured, means });
export const untold = (measured: string, means: string): Result => ({ verdict: "untold", measured, means });
