// Fill in the answers, then break the sentence.

/** What the call that is told c has met: "a", "b", "both" or "nothing". */
export const answer = { twice: "", parallel: "", swapped: "", nodes: "" };

/** Turns of one node: the agents that it calls, one after another. */
export const counterExample: string[][] = [];
