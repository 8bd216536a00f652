// Numbers and verdicts of a review in words. One place, so that a reviewer never reads two names for one thing.
import type { Verdict } from "@forkpoint/conformance";
import type { Problem } from "../../course/model.ts";
import type { ItemScore } from "../../interview/model.ts";
import type { FullItemReview } from "../../interview/review.ts";

export const verdictWord: Readonly<Record<Verdict["status"], string>> = {
  passed: "holds",
  failed: "does not hold",
  threw: "ended in an error",
  "timed-out": "took too long",
  "not-run": "not run",
};

export function scoreText(score: ItemScore | null): string {
  return score ? `${score.earned} of ${score.possible}` : "not judged";
}

export function outcomeWord(score: ItemScore | null): string {
  if (!score) return "not judged";
  if (score.earned === 0) return "wrong";
  if (score.possible === 1) return "right";
  return score.earned === 2 ? "right, with evidence" : "right, without evidence";
}

export function percent(part: number | null): string {
  return part === null ? "not said" : `${Math.round(part * 100)} %`;
}

/** Of the session's clock. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const rest = String(seconds % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

/** How long something took, for reading. */
export function span(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}

export function problemTitle({ blame, code }: Problem): string {
  if (blame === "course") return "The tests of this item are at fault, not the answer";
  if (blame === "host") return "This machine could not run the answer";
  if (code === "COMPILE_FAILED") return "The answer does not compile";
  if (code === "FILE_MISSING") return "A file of the answer is missing";
  return "The answer could not be loaded";
}

export const titleOf = ({ number, exercise }: Pick<FullItemReview, "number" | "exercise">): string =>
  `${number}. ${exercise.replaceAll("-", " ")}`;
