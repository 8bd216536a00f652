// Wrong: the edited row is out of the history.
export const answer = {
  latest: "row-7",
  "runs-on": "row-7",
  "old-end": "row-3",
  "part-ways": "row-2",
};
