// A list worked through by a few at once.

/** Begins with the first; begins with no more of them once `signal` is aborted. Rejects with the first reason of `act`. */
export async function someAtATime<Item>(
  items: Iterable<Item>,
  atOnce: number,
  signal: AbortSignal,
  act: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const work = async () => {
    while (waiting.length > 0 && !signal.aborted) await act(waiting.shift()!);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}
