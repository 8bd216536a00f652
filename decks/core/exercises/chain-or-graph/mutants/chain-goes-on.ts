// Wrong: a retry of the chain goes on behind what was done.
import type { Failure } from "./work.ts";

export const chainLoses: Failure = { node: "charge", when: "before-effect" };
export const bothAreFine: Failure = { node: "mail", when: "before-effect" };
export const graphRepeats: Failure = { node: "mail", when: "after-effect" };
