// A value of its own, a write that waits, the newest checkpoint, which names its parent, and the scope.
export const answer = { value: "row-5", retry: "row-10", parent: "row-3", thread: "row-1" };
