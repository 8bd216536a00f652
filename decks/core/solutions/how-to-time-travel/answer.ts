// Read, pick, edit what was picked, and go on with null from what the edit returned. The edit is the fork.
export const plan: readonly string[] = ["read-history", "pick-before-check", "edit-the-picked", "run-null-from-edit"];

export const fork = "row-6";
