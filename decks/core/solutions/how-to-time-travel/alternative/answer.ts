// The same plan, put together from what is looked for and what is done about it.
import type { Step } from "./steps.ts";

const find: readonly Step[] = ["read-history", "pick-before-check"];
const change: readonly Step[] = ["edit-the-picked", "run-null-from-edit"];

export const plan: readonly Step[] = [...find, ...change];

/** A run of three nodes leaves five rows; the edit is the next. */
export const fork = `row-${3 + 2 + 1}`;
