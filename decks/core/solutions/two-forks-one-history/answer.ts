// Both forks hang from step 1; each row behind an edit hangs from the one before it.
export const answer = {
  "parent-of-first": "row-3",
  "parent-of-second": "row-3",
  "parent-of-newest": "row-10",
  "same-step": "row-6",
};
