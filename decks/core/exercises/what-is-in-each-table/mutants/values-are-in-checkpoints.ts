// Wrong: a checkpoint holds all of its values itself.
export const answer = { value: "row-3", retry: "row-10", parent: "row-3", thread: "row-1" };
