// Wrong: null runs the graph again.
export const answer = {
  "null-past": { runs: "all" },
  "empty-past": { runs: "all" },
  "null-edit": { runs: "all" },
  "null-end": { runs: "all" },
  "empty-end": { runs: "all" },
};
