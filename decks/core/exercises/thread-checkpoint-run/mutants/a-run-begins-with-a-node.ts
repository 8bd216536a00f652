// Wrong: the input's own row is passed over.
export const answer = {
  "goes-on-from": "row-8",
  "run-begins": "row-6",
  survives: "row-12",
  "spans-runs": "row-8",
};
