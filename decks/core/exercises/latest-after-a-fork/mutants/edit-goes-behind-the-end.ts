// Wrong: one line, with the edit at its end.
export const answer = {
  latest: "row-7",
  "runs-on": "row-7",
  "old-end": "row-7",
  "part-ways": "row-6",
};
