// Wrong: a graph starts over, too.
import type { Failure } from "./work.ts";

export const chainLoses: Failure = { node: "charge", when: "before-effect" };
export const bothAreFine: Failure = { node: "fetch", when: "before-effect" };
export const graphRepeats: Failure = { node: "mail", when: "before-effect" };
