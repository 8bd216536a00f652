// Wrong: of two calls at once, one memory is left.

/** What the call that is told c has met: "a", "b", "both" or "nothing". */
export const answer = { twice: "b", parallel: "a", swapped: "a", nodes: "b" };

/** Turns of one node: the agents that it calls, one after another. */
export const counterExample: string[][] = [["notes", "mail"], ["mail"]];
