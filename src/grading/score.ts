// Points. A test that did not pass earns nothing, whatever kept it from passing.
import type { TestResult } from "@forkpoint/conformance";
import type { Report } from "../course/model.ts";

export function score(results: readonly TestResult[]): NonNullable<Report["score"]> {
  let earned = 0;
  let possible = 0;
  for (const { points, verdict } of results) {
    possible += points;
    if (verdict.status === "passed") earned += points;
  }
  return { earned, possible };
}
