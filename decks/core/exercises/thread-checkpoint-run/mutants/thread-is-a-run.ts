// Wrong: the first run is taken for the thread.
export const answer = {
  "goes-on-from": "row-4",
  "run-begins": "row-1",
  survives: "row-12",
  "spans-runs": "row-4",
};
