// Wrong: an input from the past begins at START.
export const plan: readonly string[] = ["read-history", "pick-before-check", "run-input-from-picked"];

export const fork = "row-6";
