// Wrong: memory belongs to the program, so each object of it sees the same.
export const answer = {
  killed: { memory: "no", database: "yes" },
  second: { memory: "yes", database: "yes" },
  history: { memory: "yes", database: "yes" },
  date: { memory: "no", database: "no" },
  aliased: { memory: "no", database: "no" },
  trimmed: { memory: "no", database: "no" },
};
