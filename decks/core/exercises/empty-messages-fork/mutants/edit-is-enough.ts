// Wrong: the edit has run what was left.
export const answer = {
  "null-past": { runs: "rest" },
  "empty-past": { runs: "all" },
  "null-edit": { runs: "nothing" },
  "null-end": { runs: "nothing" },
  "empty-end": { runs: "all" },
};
