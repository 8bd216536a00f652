// Wrong: takes the effect of a failed node for undone.
import type { Failure } from "./work.ts";

export const chainLoses: Failure = { node: "charge", when: "after-effect" };
export const bothAreFine: Failure = { node: "fetch", when: "before-effect" };
export const graphRepeats: Failure = { node: "mail", when: "after-effect" };
