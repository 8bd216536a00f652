// Wrong: a graph starts over, too.
export const chainLoses = { node: "charge", when: "before-effect" };
export const bothAreFine = { node: "fetch", when: "before-effect" };
export const graphRepeats = { node: "mail", when: "before-effect" };
