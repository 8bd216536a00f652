// A run begins with a row of the source input, a thread goes on from its newest row.
export const answer = {
  "goes-on-from": "row-8",
  "run-begins": "row-5",
  survives: "row-12",
  "spans-runs": "row-8",
};
