// null goes on with what is left. An object, however empty, is an input, and begins at START.
export const answer = {
  "null-past": { runs: "rest" },
  "empty-past": { runs: "all" },
  "null-edit": { runs: "rest" },
  "null-end": { runs: "nothing" },
  "empty-end": { runs: "all" },
};
