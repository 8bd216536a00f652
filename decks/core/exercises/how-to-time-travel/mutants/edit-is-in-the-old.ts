// Wrong: goes on from the old checkpoint, as if the edit were in it.
import type { Step } from "./steps.ts";

export const plan: readonly Step[] = ["read-history", "pick-before-check", "edit-the-picked", "run-null-from-picked"];

export const fork = "row-6";
