// The same rows, by their tables.
const [scope, , newest] = ["row-1", "row-2", "row-3"];
const [, value] = ["row-4", "row-5"];
const waiting = "row-10";

export const answer = { thread: scope, parent: newest, value, retry: waiting };
