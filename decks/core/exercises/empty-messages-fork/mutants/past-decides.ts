// Wrong: from a checkpoint, whatever is passed goes on there.
export const answer = {
  "null-past": { runs: "rest" },
  "empty-past": { runs: "rest" },
  "null-edit": { runs: "rest" },
  "null-end": { runs: "nothing" },
  "empty-end": { runs: "all" },
};
