// Wrong: the order counts across nodes, too.

/** What the call that is told c has met: "a", "b", "both" or "nothing". */
export const answer = { twice: "b", parallel: "b", swapped: "a", nodes: "a" };

/** Turns of one node: the agents that it calls, one after another. */
export const counterExample: string[][] = [["notes", "mail"], ["mail"]];
