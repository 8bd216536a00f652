// Wrong: memory has nothing to serialize.
export const answer = {
  killed: { memory: "no", database: "yes" },
  second: { memory: "no", database: "yes" },
  history: { memory: "yes", database: "yes" },
  date: { memory: "yes", database: "no" },
  aliased: { memory: "yes", database: "no" },
  trimmed: { memory: "no", database: "no" },
};
