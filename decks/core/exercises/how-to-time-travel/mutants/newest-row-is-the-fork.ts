// Wrong: points at what the run behind the fork has left.
export const plan: readonly string[] = ["read-history", "pick-before-check", "edit-the-picked", "run-null-from-edit"];

export const fork = "row-8";
