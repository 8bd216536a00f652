// The last node fails with two finished ones behind it; the first one fails at its very end.
import type { Failure } from "./work.ts";

export const chainLoses: Failure = { node: "mail", when: "before-effect" };
export const bothAreFine: Failure = { node: "fetch", when: "before-effect" };
export const graphRepeats: Failure = { node: "fetch", when: "after-effect" };
