// They differ in who else can see what is stored. What is stored, and how, is the same: bytes, one checkpoint after another.
export const answer = {
  killed: { memory: "no", database: "yes" },
  second: { memory: "no", database: "yes" },
  history: { memory: "yes", database: "yes" },
  date: { memory: "no", database: "no" },
  aliased: { memory: "no", database: "no" },
  trimmed: { memory: "no", database: "no" },
};
