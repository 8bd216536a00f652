// The same, written as a tree: each branch hangs from the row that it was forked from.
const FORKED = "row-3";
const second = ["row-9", "row-10", "row-11"];

export const answer = {
  "parent-of-first": FORKED,
  "parent-of-second": FORKED,
  "parent-of-newest": second.at(-2)!,
  // The second fork begins with the same step, too.
  "same-step": second[0]!,
};
