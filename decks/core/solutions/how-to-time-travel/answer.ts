// Read, pick, edit what was picked, and go on with null from what the edit returned. The edit is the fork.
import type { Step } from "./steps.ts";

export const plan: readonly Step[] = ["read-history", "pick-before-check", "edit-the-picked", "run-null-from-edit"];

export const fork = "row-6";
