// Fill in the numbers, then write the probe.

/** One replica; `say` resolves with everything that was said on the thread, as this replica knows it. */
interface Replica {
  say(thread: string, text: string): Promise<string[]>;
}

/** How many of its three messages a conversation holds after the third. */
export const answer = { own: 0, shared: 0, sticky: 0, replaced: 0 };

/** Whether what is said to one of the two replicas is known to the other. */
export async function shareThreads(first: Replica, second: Replica): Promise<boolean> {
  return first === second;
}
