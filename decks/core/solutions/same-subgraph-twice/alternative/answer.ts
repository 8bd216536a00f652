// The same, with three agents that change places.

/** What the call that is told c has met: "a", "b", "both" or "nothing". */
export const answer = { twice: "b", parallel: "b", swapped: "a", nodes: "b" };

/** Turns of one node: the agents that it calls, one after another. */
export const counterExample: string[][] = [
  ["one", "two", "three"],
  ["three", "one", "two"],
];
