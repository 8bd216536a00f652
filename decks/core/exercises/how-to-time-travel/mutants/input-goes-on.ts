// Wrong: an input from the past begins at START.
import type { Step } from "./steps.ts";

export const plan: readonly Step[] = ["read-history", "pick-before-check", "run-input-from-picked"];

export const fork = "row-6";
