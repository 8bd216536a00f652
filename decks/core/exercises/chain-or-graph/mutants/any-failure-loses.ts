// Wrong: nothing has finished before the first node.
import type { Failure } from "./work.ts";

export const chainLoses: Failure = { node: "fetch", when: "before-effect" };
export const bothAreFine: Failure = { node: "fetch", when: "before-effect" };
export const graphRepeats: Failure = { node: "mail", when: "after-effect" };
