// Wrong: the end of the old run.
export const answer = {
  latest: "row-6",
  "runs-on": "row-6",
  "old-end": "row-6",
  "part-ways": "row-3",
};
