// What differs between two texts, word by word. Our own forty lines: the means of the editor's comparison would bring the
// whole editor into every page that shows a lab.

export interface Stretch {
  readonly kind: "same" | "removed" | "added";
  readonly text: string;
}

const MOST_CHARACTERS = 20_000;
const MOST_EDITS = 400;
/** With less than this in common, two texts are easier read one after the other. */
const LEAST_ALIKE = 0.3;
const CONTEXT_CHARACTERS = 120;

/** Null: the texts are too large or too different, and should be shown whole. */
export function diffWords(left: string, right: string): readonly Stretch[] | null {
  if (Math.max(left.length, right.length) > MOST_CHARACTERS) return null;
  const [ours, theirs] = [wordsOf(left), wordsOf(right)];
  const alike = commonWords(ours, theirs);
  if (alike === null) return null;
  const characters = alike.reduce((sum, [at]) => sum + ours[at]!.length, 0);
  if (characters < LEAST_ALIKE * Math.min(left.length, right.length)) return null;
  return stretchesOf(ours, theirs, alike);
}

/** Costs more than most texts. */
let segmenter: Intl.Segmenter | null = null;

/** By the language's own rules, so that texts without spaces have words too. */
function wordsOf(text: string): string[] {
  segmenter ??= new Intl.Segmenter("en", { granularity: "word" });
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}

/**
 * Pairs of indices of equal words, rising on both sides: a longest such row, after Myers ("An O(ND) difference algorithm",
 * 1986). Null when more than `MOST_EDITS` words would have to go or come.
 */
export function commonWords(left: readonly string[], right: readonly string[]): (readonly [number, number])[] | null {
  const furthest = new Map<number, number>([[1, 0]]);
  const trace: Map<number, number>[] = [];
  const most = Math.min(left.length + right.length, MOST_EDITS);
  for (let edits = 0; edits <= most; edits++) {
    trace.push(new Map(furthest));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = startOn(furthest, diagonal, edits);
      while (x < left.length && x - diagonal < right.length && left[x] === right[x - diagonal]) x++;
      furthest.set(diagonal, x);
      if (x >= left.length && x - diagonal >= right.length) return walkBack(trace, left.length, right.length);
    }
  }
  return null;
}

/** Where the way along a diagonal begins: one word of the right more, or one of the left less. */
function startOn(furthest: ReadonlyMap<number, number>, diagonal: number, edits: number): number {
  return comesFromAbove(furthest, diagonal, edits)
    ? (furthest.get(diagonal + 1) ?? 0)
    : (furthest.get(diagonal - 1) ?? 0) + 1;
}

function comesFromAbove(furthest: ReadonlyMap<number, number>, diagonal: number, edits: number): boolean {
  if (diagonal === -edits) return true;
  return diagonal !== edits && (furthest.get(diagonal - 1) ?? -1) < (furthest.get(diagonal + 1) ?? -1);
}

function walkBack(trace: readonly Map<number, number>[], fromX: number, fromY: number): (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  let [x, y] = [fromX, fromY];
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const furthest = trace[edits]!;
    const diagonal = x - y;
    const before = comesFromAbove(furthest, diagonal, edits) ? diagonal + 1 : diagonal - 1;
    const beforeX = edits === 0 ? 0 : (furthest.get(before) ?? 0);
    const beforeY = edits === 0 ? 0 : beforeX - before;
    while (x > beforeX && y > beforeY) pairs.push([--x, --y]);
    [x, y] = [beforeX, beforeY];
  }
  return pairs.reverse();
}

function stretchesOf(
  left: readonly string[],
  right: readonly string[],
  alike: readonly (readonly [number, number])[],
): Stretch[] {
  const stretches: Stretch[] = [];
  let [x, y, same] = [0, 0, ""];
  let [removed, added] = ["", ""];
  const add = (kind: Stretch["kind"], text: string) => {
    if (text !== "") stretches.push({ kind, text });
  };
  const addSame = () => {
    add("same", same);
    same = "";
  };
  const addChange = () => {
    add("removed", removed);
    add("added", added);
    [removed, added] = ["", ""];
  };
  for (const [nextX, nextY] of [...alike, [left.length, right.length] as const]) {
    const [gone, come] = [left.slice(x, nextX).join(""), right.slice(y, nextY).join("")];
    if (gone !== "" || come !== "") {
      // A space between two changed words is part of the change: "red fox" is read more easily than "red" and "fox".
      if (removed + added !== "" && same.trim() === "") {
        [removed, added, same] = [removed + same, added + same, ""];
      } else {
        addChange();
        addSame();
      }
      [removed, added] = [removed + gone, added + come];
    }
    same += left[nextX] ?? "";
    [x, y] = [nextX + 1, nextY + 1];
  }
  addChange();
  addSame();
  return stretches;
}

interface LeftOut {
  /** Characters. */
  readonly leftOut: number;
}

/** Without the middle of what is the same and long. */
export function shortened(stretches: readonly Stretch[]): readonly (Stretch | LeftOut)[] {
  return stretches.flatMap<Stretch | LeftOut>((stretch, at) => {
    const [head, tail] = [at === 0 ? 0 : CONTEXT_CHARACTERS, at === stretches.length - 1 ? 0 : CONTEXT_CHARACTERS];
    const leftOut = stretch.text.length - head - tail;
    if (stretch.kind !== "same" || leftOut < CONTEXT_CHARACTERS) return [stretch];
    const [begins, ends] = [stretch.text.slice(0, head), stretch.text.slice(stretch.text.length - tail)];
    return [
      ...(head > 0 ? [{ kind: "same", text: begins } as const] : []),
      { leftOut },
      ...(tail > 0 ? [{ kind: "same", text: ends } as const] : []),
    ];
  });
}
