// Wrong: points at what the run behind the fork has left.
import type { Step } from "./steps.ts";

export const plan: readonly Step[] = ["read-history", "pick-before-check", "edit-the-picked", "run-null-from-edit"];

export const fork = "row-8";
