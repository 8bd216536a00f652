// Wrong: both calls share what the subgraph was told.

/** What the call that is told c has met: "a", "b", "both" or "nothing". */
export const answer = { twice: "both", parallel: "both", swapped: "a", nodes: "b" };

/** Turns of one node: the agents that it calls, one after another. */
export const counterExample: string[][] = [["notes", "mail"], ["mail"]];
