// Wrong: nothing has finished before the first node.
export const chainLoses = { node: "fetch", when: "before-effect" };
export const bothAreFine = { node: "fetch", when: "before-effect" };
export const graphRepeats = { node: "mail", when: "after-effect" };
