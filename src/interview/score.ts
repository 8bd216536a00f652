// What an item is worth, and how well its confidence fitted. Both read a report and nothing else.
import type { Report } from "../course/model.ts";
import type { ItemReview, ItemScore } from "./model.ts";

/** From the names of the tests: every "answer/…" for the first point, every "evidence/…" besides for the second. */
export function scoreItem(report: Report): ItemScore | null {
  if (report.score === null) return null;
  const passed = (group: string) =>
    report.results.filter(({ id }) => id.startsWith(group)).every(({ verdict }) => verdict.status === "passed");
  const hasEvidence = report.results.some(({ id }) => id.startsWith("evidence/"));
  const possible = hasEvidence ? 2 : 1;
  if (!passed("answer/")) return { earned: 0, possible };
  return { earned: hasEvidence && passed("evidence/") ? 2 : 1, possible };
}

/**
 * The Brier score: 0 = sure and right each time, 0.25 = always one half, 1 = sure and wrong each time. Right means the first
 * point. Source: G. W. Brier, "Verification of forecasts expressed in terms of probability", 1950, for one event.
 */
export function brierScore(items: readonly Pick<ItemReview, "confidence" | "score">[]): number | null {
  const said = items.flatMap(({ confidence, score }) => (confidence === null || !score ? [] : [{ confidence, score }]));
  if (said.length === 0) return null;
  const squares = said.map(({ confidence, score }) => (confidence - (score.earned > 0 ? 1 : 0)) ** 2);
  return squares.reduce((total, square) => total + square, 0) / said.length;
}
