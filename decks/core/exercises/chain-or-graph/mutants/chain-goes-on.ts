// Wrong: a retry of the chain goes on behind what was done.
export const chainLoses = { node: "charge", when: "before-effect" };
export const bothAreFine = { node: "mail", when: "before-effect" };
export const graphRepeats = { node: "mail", when: "after-effect" };
