// Wrong: a value that cannot be kept throws where it is saved.
export const answer = {
  date: { one: "none", two: "save" },
  map: { one: "none", two: "none" },
  bigint: { one: "save", two: "save" },
  instance: { one: "none", two: "save" },
  url: { one: "none", two: "save" },
  nan: { one: "none", two: "save" },
};
