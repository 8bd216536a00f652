// Wrong: goes on from the old checkpoint, as if the edit were in it.
export const plan: readonly string[] = ["read-history", "pick-before-check", "edit-the-picked", "run-null-from-picked"];

export const fork = "row-6";
