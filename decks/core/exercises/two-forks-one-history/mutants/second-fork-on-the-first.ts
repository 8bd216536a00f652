// Wrong: the second fork hangs from the first.
export const answer = {
  "parent-of-first": "row-3",
  "parent-of-second": "row-6",
  "parent-of-newest": "row-10",
  "same-step": "row-6",
};
