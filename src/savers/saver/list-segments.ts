// How a list is stored over the list of its parent: which elements are new, and when old segments are written together.
// Pure: lists of JSON texts in, a row to write out.
import { type BlobRow, SEPARATOR, type Segment, segmentTexts } from "../schema/values.ts";

// A list is a chain of rows ("segments"); each holds some elements and refers to an older row for those before them. Rows
// are never changed, for other checkpoints and other branches refer to them. So that a chain does not grow by a row with
// each put, a new row copies the elements of its predecessors from time to time. With sizes in characters of JSON:
//
//   tier 0 holds segments below SMALL, tier t those below SMALL · FAN_OUT^t
//   (1) if the newest segments of tiers 0 to t, the new elements included, come to SMALL · FAN_OUT^t together, they are
//       written as one, which then belongs to a higher tier;
//   (2) if there are MANY of tier 0, they are written as one, however small;
//   (3) if the rows of a chain hold more than twice what the list holds (elements that were trimmed or replaced), plus
//       SMALL, the list is written whole.
//
// For a chain that grew by appending, older segments are never of a lower tier than newer ones. Those of one tier t > 0 hold
// less than SMALL · FAN_OUT^t together and at least SMALL · FAN_OUT^(t-1) each: there are fewer than FAN_OUT. Hence
//   rows of a list of N characters  ≤ MANY + (FAN_OUT - 1) · T,  T = ⌈log_FAN_OUT(N / SMALL)⌉        by (1), (2)
//   characters read for it          ≤ 2 · N + SMALL                                                  by (3)
//   characters written over p puts  ≤ (T + 1) · (all new elements) + p · SMALL / MANY                by (1), (2)
// since an element is copied once for each tier by (1), and by (2) at most SMALL for every MANY puts. What (3) writes was
// preceded by as much that was trimmed or replaced. A branch counts from its fork on: a fork from a checkpoint that is just
// about to copy makes each of its branches copy.
const SMALL = 8192;
const FAN_OUT = 24;
const MANY = 32;

/** How many places in the parent's list are tried as the beginning of the new one. */
const ALIGNMENTS = 8;

/** What a list in memory knows of its rows. */
export interface Piece {
  readonly blobId: number;
  /** Elements of the list that are in this row, and their size. */
  readonly count: number;
  readonly size: number;
  /** Size of all that is read with the row. */
  readonly readSize: number;
  /** Element i of the list is element i + offset of the list that the row stands for. */
  readonly offset: number;
}

/** A list as it is stored: JSON texts of its elements, and the rows that hold them, oldest first. */
export interface StoredList {
  readonly texts: readonly string[];
  readonly pieces: readonly Piece[];
}

export interface NewSegment extends Pick<BlobRow, "base" | "skip" | "keep"> {
  readonly n: number;
  readonly data: string;
  /** The rows that the new one builds on. */
  readonly pieces: readonly Piece[];
}

/** The row to write for a list, or "same" if the list is the parent's. */
export function planSegment(before: StoredList | undefined, texts: readonly string[]): NewSegment | "same" {
  const { skip, keep } = before === undefined ? { skip: 0, keep: 0 } : align(before.texts, texts);
  if (before !== undefined && keep === texts.length && keep === before.texts.length) return "same";
  const kept = before === undefined ? [] : clip(before, skip, keep);
  const newSize = sizeOf(texts, keep, texts.length);
  const pieces = withoutWaste(kept.slice(0, countKept(kept, newSize)), kept, newSize);
  const base = pieces.at(-1);
  const elements = pieces.reduce((sum, { count }) => sum + count, 0);
  return {
    n: texts.length,
    base: base?.blobId ?? null,
    skip: base?.offset ?? null,
    keep: base === undefined ? null : elements,
    data: texts.slice(elements).join(SEPARATOR),
    pieces,
  };
}

/** The list once its row is written. */
export function storedList(blobId: number, texts: readonly string[], { pieces, keep, data }: NewSegment): StoredList {
  const count = texts.length - (keep ?? 0);
  if (count === 0) return { texts, pieces };
  const own = { blobId, count, size: data.length, readSize: data.length, offset: 0 };
  return { texts, pieces: [...pieces, own] };
}

/** The list that these rows hold. */
export function listOfSegments(segments: readonly Segment[]): StoredList {
  const texts: string[] = [];
  const pieces = segments.map((segment) => {
    const own = segmentTexts(segment);
    for (const text of own) texts.push(text);
    const size = sizeOf(own, 0, own.length);
    const readSize = (segment.row.data as string).length;
    return { blobId: segment.blobId, count: own.length, size, readSize, offset: segment.offset };
  });
  return { texts, pieces };
}

/** Which run of the parent's elements the new list begins with: the longest of those that are tried. */
function align(before: readonly string[], after: readonly string[]): { skip: number; keep: number } {
  let best = { skip: 0, keep: 0 };
  if (after.length === 0) return best;
  let skip = before.indexOf(after[0]!);
  for (let tried = 0; skip >= 0 && tried < ALIGNMENTS; tried += 1) {
    const most = Math.min(before.length - skip, after.length);
    let keep = 1;
    while (keep < most && before[skip + keep] === after[keep]) keep += 1;
    if (keep > best.keep) best = { skip, keep };
    if (keep === most) break;
    skip = before.indexOf(after[0]!, skip + 1);
  }
  return best;
}

/** The pieces of the elements [skip, skip + keep), counted from there on. */
function clip({ texts, pieces }: StoredList, skip: number, keep: number): Piece[] {
  const clipped: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const from = Math.max(at, skip);
    const to = Math.min(at + piece.count, skip + keep);
    if (from < to) {
      const isWhole = to - from === piece.count;
      const size = isWhole ? piece.size : sizeOf(texts, from, to);
      clipped.push({ ...piece, count: to - from, size, offset: piece.offset + skip });
    }
    at += piece.count;
  }
  return clipped;
}

/** Rules (1) and (2): how many of the pieces, from the oldest on, stay rows of their own. */
function countKept(pieces: readonly Piece[], newSize: number): number {
  // Nothing new: the row will hold no elements, and no later one builds on it.
  if (newSize === 0) return pieces.length;
  let kept = pieces.length;
  let size = newSize;
  for (let limit = SMALL; kept > 0; limit *= FAN_OUT) {
    let first = kept;
    let together = size;
    while (first > 0 && pieces[first - 1]!.size < limit) {
      first -= 1;
      together += pieces[first]!.size;
    }
    const tooMany = limit === SMALL && kept - first >= MANY;
    if (together >= limit || tooMany) [kept, size] = [first, together];
    else if (first === 0) break;
  }
  return kept;
}

/** Rule (3). */
function withoutWaste(pieces: readonly Piece[], kept: readonly Piece[], newSize: number): readonly Piece[] {
  const held = kept.reduce((sum, { size }) => sum + size, newSize);
  const copied = kept.slice(pieces.length).reduce((sum, { size }) => sum + size, newSize);
  const read = pieces.reduce((sum, { readSize }) => sum + readSize, copied);
  return read > 2 * held + SMALL ? [] : pieces;
}

function sizeOf(texts: readonly string[], from: number, to: number): number {
  let size = Math.max(0, to - from - 1) * SEPARATOR.length;
  for (let at = from; at < to; at += 1) size += texts[at]!.length;
  return size;
}
