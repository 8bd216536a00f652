// Wrong: each row hangs from the one written before.
export const answer = {
  "parent-of-first": "row-5",
  "parent-of-second": "row-8",
  "parent-of-newest": "row-10",
  "same-step": "row-6",
};
