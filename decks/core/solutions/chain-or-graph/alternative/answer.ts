// The last node fails with two finished ones behind it; the first one fails at its very end.
export const chainLoses = { node: "mail", when: "before-effect" };
export const bothAreFine = { node: "fetch", when: "before-effect" };
export const graphRepeats = { node: "fetch", when: "after-effect" };
