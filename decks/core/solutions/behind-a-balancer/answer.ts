// A replica knows what its database knows.

/** One replica; `say` resolves with everything that was said on the thread, as this replica knows it. */
interface Replica {
  say(thread: string, text: string): Promise<string[]>;
}

/** How many of its three messages a conversation holds after the third. */
export const answer = { own: 2, shared: 3, sticky: 3, replaced: 1 };

/** Whether what is said to one of the two replicas is known to the other. */
export async function shareThreads(first: Replica, second: Replica): Promise<boolean> {
  const thread = `probe-${crypto.randomUUID()}`;
  await first.say(thread, "one");
  return (await second.say(thread, "two")).includes("one");
}
