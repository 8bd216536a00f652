// What a review page is made from: the review, and beside each of its items what the page shows and no score comes from.
import type { EvidenceTable, Files, Form } from "../course/model.ts";
import type { Attempt, InterviewExport, LogEntry } from "./model.ts";
import type { FullReview, GradedAnswer } from "./review.ts";

export interface ReviewPage {
  readonly review: FullReview;
  /** In the order of the review's items. */
  readonly shown: readonly ShownItem[];
  /** The session's clock: everything but edits, which stand with their items. */
  readonly log: readonly ClockEntry[];
}

export type ClockEntry = Exclude<LogEntry, { readonly what: "edited" }>;

export interface ShownItem {
  readonly exercise: string;
  /** Cleaned for showing: what was graded are the files as they came. */
  readonly files: Files;
  /** What the candidate began with. */
  readonly starter: Files;
  readonly form: Form | null;
  readonly table: EvidenceTable | null;
  readonly attempts: readonly Attempt[];
  readonly edits: readonly Edit[];
}

export interface Edit {
  /** Milliseconds of the session's clock. */
  readonly at: number;
  readonly files: Files;
}

/** `handedIn` is the export as it may be shown: every text cleaned. */
export function makePage(
  handedIn: InterviewExport,
  review: FullReview,
  graded: readonly GradedAnswer[],
  clean: (files: Files) => Files,
): ReviewPage {
  const edits = handedIn.log.filter((entry) => entry.what === "edited");
  return {
    review,
    shown: graded.map(({ item: { exercise }, files, starter, form, table }) => ({
      exercise,
      files: clean(files),
      starter,
      form,
      table,
      attempts: handedIn.answers.find((answer) => answer.exercise === exercise)?.attempts ?? [],
      edits: edits.flatMap((entry) => (entry.exercise === exercise ? [{ at: entry.at, files: entry.files }] : [])),
    })),
    log: handedIn.log.filter((entry) => entry.what !== "edited"),
  };
}
