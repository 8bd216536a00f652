// Wrong: memory keeps the newest only, and the database is written to at the end.
export const answer = {
  killed: { memory: "no", database: "no" },
  second: { memory: "no", database: "yes" },
  history: { memory: "no", database: "yes" },
  date: { memory: "no", database: "no" },
  aliased: { memory: "no", database: "no" },
  trimmed: { memory: "yes", database: "no" },
};
