// Your answer: three failures, such as { node: "fetch", when: "after-effect" }.
import type { Failure } from "./work.ts";

/** With the retry, the chain does some effect twice, and the graph does each of them once. */
export const chainLoses: Failure | null = null;

/** With the retry, chain and graph both do each effect once. */
export const bothAreFine: Failure | null = null;

/** With the retry, the graph does some effect twice. */
export const graphRepeats: Failure | null = null;
