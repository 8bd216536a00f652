// Wrong: each agent finds its own, whatever the order.

/** What the call that is told c has met: "a", "b", "both" or "nothing". */
export const answer = { twice: "b", parallel: "b", swapped: "b", nodes: "b" };

/** Turns of one node: the agents that it calls, one after another. */
export const counterExample: string[][] = [
  ["notes", "mail"],
  ["notes", "mail"],
];
