// Which elements of two lists are the same one. Elements are told apart by text alone: an id, or all that they hold.

/** Index on the left and index on the right; both rise from pair to pair. */
export type Pair = readonly [left: number, right: number];

/** Cells of the table that finds the longest common part; beyond this, only the last of each text is aligned. */
const MOST_CELLS = 1_000_000;

/** As many pairs of equal texts as can be had in order; perhaps fewer where the lists are too long to be searched. */
export function alignLists(left: readonly string[], right: readonly string[]): Pair[] {
  const shorter = Math.min(left.length, right.length);
  let begin = 0;
  while (begin < shorter && left[begin] === right[begin]) begin += 1;
  let end = 0;
  while (end < shorter - begin && left[left.length - 1 - end] === right[right.length - 1 - end]) end += 1;

  const pairs: Pair[] = Array.from({ length: begin }, (_, at) => [at, at]);
  const middle = alignMiddle(left.slice(begin, left.length - end), right.slice(begin, right.length - end));
  for (const [from, to] of middle) pairs.push([begin + from, begin + to]);
  for (let at = end; at > 0; at -= 1) pairs.push([left.length - at, right.length - at]);
  return pairs;
}

function alignMiddle(left: readonly string[], right: readonly string[]): Pair[] {
  if (left.length === 0 || right.length === 0) return [];
  if (left.length * right.length > MOST_CELLS) return alignLasts(left, right);
  const lengths = commonLengths(left, right);
  const width = right.length + 1;
  const pairs: Pair[] = [];
  for (let from = 0, to = 0; from < left.length && to < right.length;) {
    if (left[from] === right[to]) {
      pairs.push([from, to]);
      from += 1;
      to += 1;
    } else if (lengths[(from + 1) * width + to]! >= lengths[from * width + to + 1]!) from += 1;
    else to += 1;
  }
  return pairs;
}

/** Row by row: how many pairs the rests of both lists have from here on. */
function commonLengths(left: readonly string[], right: readonly string[]): Uint32Array {
  const width = right.length + 1;
  const lengths = new Uint32Array((left.length + 1) * width);
  for (let from = left.length - 1; from >= 0; from -= 1)
    for (let to = right.length - 1; to >= 0; to -= 1) {
      const at = from * width + to;
      lengths[at] =
        left[from] === right[to] ? lengths[at + width + 1]! + 1 : Math.max(lengths[at + width]!, lengths[at + 1]!);
    }
  return lengths;
}

/** Of the last of each text in either list, as many as are in the same order in both. */
function alignLasts(left: readonly string[], right: readonly string[]): Pair[] {
  const [from, to] = [lastPlaces(left), lastPlaces(right)];
  const pairs = [...from]
    .flatMap(([text, at]): Pair[] => (to.has(text) ? [[at, to.get(text)!]] : []))
    .sort(([at], [other]) => at - other);
  // The last pair of the best line of each length, the shortest first, and what stands before each pair in its line.
  const ends: Pair[] = [];
  const before = new Map<Pair, Pair | undefined>();
  for (const pair of pairs) {
    const length = firstNotBelow(ends, pair[1]);
    before.set(pair, ends[length - 1]);
    ends[length] = pair;
  }
  const line: Pair[] = [];
  for (let pair = ends.at(-1); pair !== undefined; pair = before.get(pair)) line.push(pair);
  return line.reverse();
}

function lastPlaces(texts: readonly string[]): Map<string, number> {
  return new Map(texts.map((text, at) => [text, at]));
}

function firstNotBelow(ends: readonly Pair[], right: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle]![1] < right) low = middle + 1;
    else high = middle;
  }
  return low;
}
