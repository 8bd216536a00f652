// The newest row is the latest, and it hangs from step 1 like the old run's next row.
export const answer = {
  latest: "row-7",
  "runs-on": "row-7",
  "old-end": "row-6",
  "part-ways": "row-3",
};
