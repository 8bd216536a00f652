// Wrong: takes an empty input for none.
export const answer = {
  "null-past": { runs: "rest" },
  "empty-past": { runs: "rest" },
  "null-edit": { runs: "rest" },
  "null-end": { runs: "nothing" },
  "empty-end": { runs: "nothing" },
};
