// What a person pastes into a bug report. Says of itself where it was made against a stand-in.
import type { GroupWords } from "./catalogue.ts";
import type { CheckState, Verdict } from "./model.ts";
import { idOf } from "./run-checks.ts";
import { ms, seconds } from "./words.ts";

export const STAND_IN = "a stand-in for WebContainers, not the real host";

export interface ReportFacts {
  readonly groups: readonly GroupWords[];
  readonly states: ReadonlyMap<string, CheckState>;
  /** Null = no container was started, so its host is not known. */
  readonly standIn: boolean | null;
  readonly versions: Readonly<Record<string, string>>;
  readonly date: string;
  readonly userAgent: string;
  readonly totalMs: number;
}

export const VERDICTS: Readonly<Record<Verdict, string>> = {
  passed: "passed",
  failed: "failed",
  finding: "finding",
  untold: "cannot be told",
};

export function reportText(facts: ReportFacts): string {
  const { groups, standIn, versions, date, userAgent, totalMs } = facts;
  return [
    ...(standIn ? [`The container's host was ${STAND_IN}.`] : []),
    "Forkpoint self-test",
    `Date: ${date}`,
    `Browser: ${userAgent}`,
    `Host of the container: ${hostOf(standIn)}`,
    `Versions: ${Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(", ")}`,
    `Result: ${summary(facts)}, in ${seconds(totalMs)}`,
    ...groups.flatMap((group) => ["", group.title, ...linesOf(group, facts.states)]),
    "",
  ].join("\n");
}

function hostOf(standIn: boolean | null): string {
  if (standIn === null) return "no container was started";
  return standIn ? STAND_IN : "stackblitz.com";
}

/** How many there are of each. */
export function summary({ groups, states }: Pick<ReportFacts, "groups" | "states">): string {
  const verdicts = groups.flatMap(({ id, checks }) => checks.map(({ name }) => verdictOf(states.get(idOf(id, name)))));
  const kinds = [...Object.values(VERDICTS), NOT_RUN];
  return kinds
    .map((kind) => ({ kind, count: verdicts.filter((verdict) => verdict === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${count} ${kind === "finding" && count > 1 ? "findings" : kind}`)
    .join(", ");
}

const NOT_RUN = "not run";

function verdictOf(state: CheckState | undefined): string {
  return state?.phase === "done" ? VERDICTS[state.result.verdict] : NOT_RUN;
}

function linesOf({ id, checks }: GroupWords, states: ReadonlyMap<string, CheckState>): string[] {
  return checks.flatMap(({ name, asks }) => {
    const state = states.get(idOf(id, name));
    if (state?.phase !== "done") return [`[${NOT_RUN}] ${id}/${name}: ${asks}`];
    const { verdict, measured, means } = state.result;
    return [`[${VERDICTS[verdict]}] ${id}/${name}: ${asks} (${ms(state.ms)})`, `    ${measured}`, `    ${means}`];
  });
}
