// Wrong: points at the parent itself, and at a checkpoint for the thread.
export const answer = { value: "row-5", retry: "row-10", parent: "row-2", thread: "row-2" };
