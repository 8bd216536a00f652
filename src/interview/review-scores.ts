// What a reviewer scores by the rubric, alone and before anybody discusses it: a file with a seal, and what two of them say.
import type { FullReview } from "./review.ts";

/** scores-<name>.json */
export interface ReviewerScores {
  readonly format: "forkpoint-interview-scores-1";
  readonly session: string;
  /** SHA-256, in hex, of the export that was reviewed. */
  readonly exportHash: string;
  /** As the reviewer wishes to be called. */
  readonly reviewer: string;
  readonly items: readonly RubricScore[];
  /** 32 hex digits, drawn when it was locked: without it, the seal of so few ticks could be guessed. */
  readonly nonce: string;
  /** SHA-256, in hex, over all of the above. Told to the others before the file is, it binds who told it. */
  readonly seal: string;
}

export interface RubricScore {
  readonly exercise: string;
  /** For each line of the item's rubric. */
  readonly ticks: readonly boolean[];
  readonly note: string;
}

export const MAX_NAME_CHARS = 80;
export const MAX_NOTE_CHARS = 4_000;
/** Characters of a scores file. */
export const MAX_SCORES_CHARS = 1_000_000;

type Scored = Pick<FullReview, "items" | "session" | "with">;

/** What can no longer be changed without another seal. */
export async function lockScores(
  { session, with: { exportHash } }: Scored,
  reviewer: string,
  items: readonly RubricScore[],
  nonce: string,
): Promise<ReviewerScores> {
  const scores = {
    format: "forkpoint-interview-scores-1",
    session: session.id,
    exportHash,
    reviewer,
    items,
    nonce,
  } as const;
  return { ...scores, seal: await sealOf(scores) };
}

/** Of a file that somebody gives to the page: its scores, or why it is not taken. */
export async function readScores(
  text: string,
  review: Scored,
): Promise<{ readonly scores: ReviewerScores } | { readonly refused: string }> {
  if (text.length > MAX_SCORES_CHARS) return { refused: "it is too large for scores" };
  const value = parse(text);
  const scores = value === null ? null : scoresOf(value);
  if (!scores) return { refused: "it is no file of locked scores: take the one that the other reviewer's page saved" };
  if (scores.session !== review.session.id || scores.exportHash !== review.with.exportHash)
    return { refused: "it is of another session, or of another export of it: compare the two pages' facts" };
  const fits =
    scores.items.length === review.items.length &&
    review.items.every(({ exercise, rubric }, index) => {
      const item = scores.items[index]!;
      return item.exercise === exercise && item.ticks.length === rubric.length;
    });
  if (!fits)
    return { refused: "its items or rubrics are not those of this page: both reviewers need the same edition" };
  if ((await sealOf(scores)) !== scores.seal)
    return { refused: "its seal does not fit: something in it was changed after it was locked" };
  return { scores };
}

export interface ComparedLine {
  readonly number: number;
  readonly exercise: string;
  readonly line: string;
  /** In the order of the reviewers. */
  readonly ticks: readonly boolean[];
}

export interface Comparison {
  /** What they have to talk about. */
  readonly apart: readonly ComparedLine[];
  readonly together: readonly ComparedLine[];
}

export function compareScores({ items }: Pick<FullReview, "items">, all: readonly ReviewerScores[]): Comparison {
  const lines = items.flatMap(({ number, exercise, rubric }, index) =>
    rubric.map((line, at) => ({
      number,
      exercise,
      line,
      ticks: all.map((scores) => scores.items[index]?.ticks[at] ?? false),
    })),
  );
  const isApart = ({ ticks }: ComparedLine) => ticks.some((tick) => tick !== ticks[0]);
  return { apart: lines.filter(isApart), together: lines.filter((line) => !isApart(line)) };
}

/** Of lists, because the order of an object's keys is nobody's promise. */
async function sealOf({ format, session, exportHash, reviewer, items, nonce }: Omit<ReviewerScores, "seal">) {
  const sealed = [
    format,
    session,
    exportHash,
    reviewer,
    items.map(({ exercise, ticks, note }) => [exercise, ticks, note]),
    nonce,
  ];
  const bytes = new TextEncoder().encode(JSON.stringify(sealed));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Null unless every part is there, of its kind and of a length that can be shown. */
function scoresOf(value: unknown): ReviewerScores | null {
  if (!isRecord(value) || value.format !== "forkpoint-interview-scores-1") return null;
  const { session, exportHash, reviewer, items, nonce, seal } = value;
  if (!isText(session, 200) || !isText(reviewer, MAX_NAME_CHARS) || reviewer.trim() === "") return null;
  if (![exportHash, seal].every((hash) => typeof hash === "string" && /^[0-9a-f]{64}$/.test(hash))) return null;
  if (typeof nonce !== "string" || !/^[0-9a-f]{32}$/.test(nonce)) return null;
  if (!Array.isArray(items) || !items.every(isRubricScore)) return null;
  return {
    format: "forkpoint-interview-scores-1",
    session,
    exportHash: exportHash as string,
    reviewer,
    items: items.map(({ exercise, ticks, note }) => ({ exercise, ticks, note })),
    nonce,
    seal: seal as string,
  };
}

function isRubricScore(value: unknown): value is RubricScore {
  if (!isRecord(value)) return false;
  const { exercise, ticks, note } = value;
  const areTicks = Array.isArray(ticks) && ticks.length <= 100 && ticks.every((tick) => typeof tick === "boolean");
  return isText(exercise, 200) && isText(note, MAX_NOTE_CHARS) && areTicks;
}

function isText(value: unknown, maxChars: number): value is string {
  return typeof value === "string" && value.length <= maxChars;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
