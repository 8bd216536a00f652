// Wrong: whoever gets another type finds out.
export const answer = {
  date: { one: "none", two: "use" },
  map: { one: "none", two: "none" },
  bigint: { one: "save", two: "save" },
  instance: { one: "none", two: "use" },
  url: { one: "none", two: "use" },
  nan: { one: "none", two: "use" },
};
