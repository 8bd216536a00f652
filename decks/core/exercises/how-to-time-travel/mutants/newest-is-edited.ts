// Wrong: edits the end of the thread.
export const plan: readonly string[] = ["edit-the-thread", "run-null-from-edit"];

export const fork = "row-6";
