// A review on a terminal: what to know first, a line for each item, the sums.
import type { FullItemReview, FullReview } from "../interview/review.ts";
import { type Paint, printable } from "./terminal.ts";

export function tellReview(review: FullReview, paint: Paint): string[] {
  const { session, name, notes, items, earned, possible, brier } = review;
  const who = name === "" ? "a candidate without a name" : printable(name, 60);
  return [
    `${who}: session ${printable(session.id, 60)}, seed ${printable(session.seed, 60)}, ${review.level}`,
    ...notes.map((note) => paint.warn(printable(note, 1_000))),
    "",
    ...items.flatMap((item) => [
      `${String(item.number).padStart(3)}  ${outcome(item, paint)}  ${printable(item.exercise, 60)}${sure(item)}`,
      ...[item.isUnchanged && "left as it was given", item.report.problem?.message, ...item.notes]
        .filter((said) => typeof said === "string")
        .map((said) => paint.dim(`     ${printable(said)}`)),
    ]),
    "",
    `${earned} of ${possible} points`,
    brier === null
      ? "No confidence was said, so there is no Brier score."
      : `Brier score ${brier.toFixed(3)}: 0 is sure and right each time, 0.25 what a coin gets. It is no part of the points.`,
  ];
}

function outcome({ score }: FullItemReview, paint: Paint): string {
  if (!score) return paint.warn("not judged");
  const text = `${score.earned} of ${score.possible}`;
  return score.earned === score.possible ? paint.good(text) : score.earned === 0 ? paint.bad(text) : paint.warn(text);
}

function sure({ confidence, squaredError }: FullItemReview): string {
  if (confidence === null) return "";
  const error = squaredError === null ? "" : `, squared error ${squaredError.toFixed(2)}`;
  return `, ${Math.round(confidence * 100)} % sure${error}`;
}
