// Wrong: the parent is looked for by the step alone.
export const answer = {
  "parent-of-first": "row-3",
  "parent-of-second": "row-3",
  "parent-of-newest": "row-5",
  "same-step": "row-3",
};
