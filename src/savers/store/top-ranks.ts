// The best `count` of many scores, by a bounded heap: its root is the worst that is still kept.

/** Places in `scores`, best first; of equal scores the one with the higher id. Places whose score is -Infinity are left out. */
export function topRanks(scores: Float64Array, ids: Float64Array, size: number, count: number): Int32Array {
  const heap = new Int32Array(Math.min(count, size));
  let kept = 0;
  if (heap.length === 0) return heap;

  const isWorse = (left: number, right: number): boolean =>
    scores[left]! < scores[right]! || (scores[left] === scores[right] && ids[left]! < ids[right]!);

  const sink = (from: number, length: number): void => {
    const place = heap[from]!;
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= length) break;
      if (child + 1 < length && isWorse(heap[child + 1]!, heap[child]!)) child += 1;
      if (!isWorse(heap[child]!, place)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = place;
  };

  for (let place = 0; place < size; place += 1) {
    if (scores[place] === -Infinity) continue;
    if (kept < heap.length) {
      heap[kept] = place;
      kept += 1;
      if (kept === heap.length) for (let at = (kept >> 1) - 1; at >= 0; at -= 1) sink(at, kept);
    } else if (scores[place]! >= scores[heap[0]!]! && isWorse(heap[0]!, place)) {
      heap[0] = place;
      sink(0, kept);
    }
  }
  return heap.subarray(0, kept).sort((left, right) => (isWorse(left, right) ? 1 : -1));
}
