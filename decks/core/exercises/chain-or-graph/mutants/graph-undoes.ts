// Wrong: takes the effect of a failed node for undone.
export const chainLoses = { node: "charge", when: "after-effect" };
export const bothAreFine = { node: "fetch", when: "before-effect" };
export const graphRepeats = { node: "mail", when: "after-effect" };
