// The same table from one question: is there an input?
const withInput = { runs: "all" };
const without = (left: number) => ({ runs: left > 0 ? "rest" : "nothing" });

export const answer = {
  "null-past": without(2),
  "empty-past": withInput,
  "null-edit": without(2),
  "null-end": without(0),
  "empty-end": withInput,
};
