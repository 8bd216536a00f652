// What a review makes of a session that a reviewer graded again. Reads reports and the export; runs nothing, knows no host.
import type { EvidenceTable, Files, Form, Report, Tier } from "../course/model.ts";
import type { Answer, DeckItem, InterviewExport, ItemKind, ItemReview, Review, Session } from "./model.ts";
import { brierScore, scoreItem } from "./score.ts";

/** The deck, libraries and confinement that the reviewer's machine graded with. */
export interface ReviewedWith {
  readonly deck: string;
  readonly title: string;
  readonly deckHash: string;
  readonly pins: Readonly<Record<string, string>>;
  readonly tier: Tier;
  /** How the guests were confined, in words. */
  readonly isolation: string;
  /** SHA-256, in hex, over the bytes of the file that was handed in: two reviewers see that they have the same. */
  readonly exportHash: string;
  /** What the same seed, time and items make here; null where that cannot be known: from another edition of the deck. */
  readonly made: MadeHere | null;
}

export interface MadeHere {
  readonly id: string;
  /** That the seed chooses. */
  readonly items: readonly string[];
}

/** One answer with the report of the reviewer's own run. */
export interface GradedAnswer {
  readonly item: DeckItem;
  readonly answer: Answer;
  readonly report: Report;
  readonly form: Form | null;
  /** The rows of a form that points; null where there are none, or where they could not be read. */
  readonly table: EvidenceTable | null;
  /** The exercise's own files as the candidate left them, the entry first. */
  readonly files: Files;
  /** The same files as they were given. */
  readonly starter: Files;
  readonly isUnchanged: boolean;
  /** What of the answer was left out, and why. */
  readonly notes: readonly string[];
}

/** review.json */
export interface FullReview extends Review {
  readonly items: readonly FullItemReview[];
  readonly level: "re-run by a reviewer";
  readonly with: Omit<ReviewedWith, "made">;
  /** Whatever a reader has to know before the numbers: each a sentence or two. */
  readonly notes: readonly string[];
  readonly recorded: boolean;
}

export interface FullItemReview extends ItemReview {
  /** Of the curriculum's list. */
  readonly number: number;
  readonly kinds: readonly ItemKind[];
  /** (confidence - outcome)², 0 to 1; null = nothing was said, or nothing was judged. */
  readonly squaredError: number | null;
  /** What was asked for in words; null = nothing. */
  readonly explain: string | null;
  readonly isUnchanged: boolean;
  readonly notes: readonly string[];
}

export function makeReview(
  handedIn: InterviewExport,
  reviewedWith: ReviewedWith,
  graded: readonly GradedAnswer[],
): FullReview {
  const items = graded.map(reviewItem);
  const { made: _, ...facts } = reviewedWith;
  const scores = items.flatMap(({ score }) => (score ? [score] : []));
  return {
    format: "forkpoint-interview-review-1",
    level: "re-run by a reviewer",
    session: handedIn.session,
    name: handedIn.name,
    recorded: handedIn.recorded,
    with: facts,
    notes: [...noteSession(handedIn.session, reviewedWith), ...noteItems(handedIn, items)],
    items,
    earned: scores.reduce((sum, { earned }) => sum + earned, 0),
    possible: scores.reduce((sum, { possible }) => sum + possible, 0),
    brier: brierScore(items),
  };
}

/** (confidence - outcome)²; the mean of these is the Brier score. */
export function squaredError({ confidence, score }: Pick<ItemReview, "confidence" | "score">): number | null {
  if (confidence === null || score === null) return null;
  return brierScore([{ confidence, score }]);
}

function reviewItem({ item, answer, report, isUnchanged, notes }: GradedAnswer): FullItemReview {
  const score = scoreItem(report);
  const { confidence, explanation } = answer;
  return {
    number: item.number,
    exercise: item.exercise,
    kinds: item.kinds,
    question: item.question,
    score,
    report,
    confidence,
    squaredError: squaredError({ confidence, score }),
    explain: item.explain,
    explanation,
    rubric: item.rubric,
    isUnchanged,
    notes,
  };
}

/** In what the session differs from what this machine has, or would have made. */
function noteSession(session: Session, here: ReviewedWith): string[] {
  const notes: string[] = [];
  if (session.deck !== here.deck)
    notes.push(`The session was made from the deck “${session.deck}” and is reviewed with “${here.deck}”.`);
  if (session.deckHash !== here.deckHash)
    notes.push(
      `The session was made from another edition of the deck (${short(session.deckHash)}, here ${short(here.deckHash)}). Questions and tests may differ from those that the candidate had.`,
    );
  else if (here.made && here.made.id !== session.id)
    notes.push(
      `The session's id does not fit its seed, time and items: it should be ${here.made.id}, so something was changed. Compare it with the session that you gave out.`,
    );
  else if (here.made && here.made.items.join() !== session.items.join())
    notes.push(
      "The seed chooses other items than the session has: they were named when it was made, or changed later. Compare its id with that of the session that you gave out.",
    );
  const pins = differingPins(session.pins, here.pins);
  if (pins.length > 0)
    notes.push(`The session names other versions of the libraries than this machine has: ${pins.join("; ")}.`);
  return notes;
}

function noteItems({ session }: InterviewExport, items: readonly FullItemReview[]): string[] {
  const notes: string[] = [];
  const unknown = session.items.filter((id) => items.every(({ exercise }) => exercise !== id));
  if (unknown.length > 0)
    notes.push(
      `Not graded, because this deck has no such item: ${unknown.join(", ")}. They are in none of the sums. Review with the edition that the session was made from.`,
    );
  const unjudged = items.filter(({ score }) => score === null);
  if (unjudged.length > 0)
    notes.push(
      `Not judged, through no fault of the candidate's: ${unjudged.map(({ exercise }) => exercise).join(", ")}. They are in none of the sums. Review again.`,
    );
  return notes;
}

function differingPins(there: Session["pins"], here: Session["pins"]): string[] {
  const names = [...new Set([...Object.keys(there), ...Object.keys(here)])].sort();
  const version = (pins: Session["pins"], name: string) => (Object.hasOwn(pins, name) ? pins[name]! : "none");
  return names
    .filter((name) => version(there, name) !== version(here, name))
    .map((name) => `${name} ${version(there, name)}, here ${version(here, name)}`);
}

function short(hash: string): string {
  return hash.slice(0, 12);
}
