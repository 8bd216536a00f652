// Wrong: edits the end of the thread.
import type { Step } from "./steps.ts";

export const plan: readonly Step[] = ["edit-the-thread", "run-null-from-edit"];

export const fork = "row-6";
