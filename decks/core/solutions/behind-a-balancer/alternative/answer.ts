// The same, with a probe that counts what has come between.

/** One replica; `say` resolves with everything that was said on the thread, as this replica knows it. */
interface Replica {
  say(thread: string, text: string): Promise<string[]>;
}

/** How many of its three messages a conversation holds after the third. */
export const answer = { own: 2, shared: 3, sticky: 3, replaced: 1 };

/** Whether what is said to one of the two replicas is known to the other. */
export async function shareThreads(first: Replica, second: Replica): Promise<boolean> {
  const mark = crypto.randomUUID();
  const [before] = [await second.say(mark, "a")];
  await first.say(mark, "b");
  // With a database of its own, the second knows two messages of three.
  return (await second.say(mark, "c")).length - before.length === 2;
}
