// Wrong: takes a write that is part of the state for one that waits.
export const answer = { value: "row-8", retry: "row-7", parent: "row-3", thread: "row-1" };
