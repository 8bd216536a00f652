// A graph keeps what nodes have finished. What a node does before it fails is done again in either.
export const chainLoses = { node: "charge", when: "before-effect" };
export const bothAreFine = { node: "fetch", when: "before-effect" };
export const graphRepeats = { node: "mail", when: "after-effect" };
