// A graph keeps what nodes have finished. What a node does before it fails is done again in either.
import type { Failure } from "./work.ts";

export const chainLoses: Failure = { node: "charge", when: "before-effect" };
export const bothAreFine: Failure = { node: "fetch", when: "before-effect" };
export const graphRepeats: Failure = { node: "mail", when: "after-effect" };
