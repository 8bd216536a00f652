// Wrong: what a node has returned is in the newest checkpoint.
export const answer = { value: "row-5", retry: "row-3", parent: "row-3", thread: "row-1" };
