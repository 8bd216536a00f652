// Wrong: the next node, too, gets what was read back.
export const answer = {
  date: { one: "use", two: "use" },
  map: { one: "none", two: "none" },
  bigint: { one: "save", two: "save" },
  instance: { one: "use", two: "use" },
  url: { one: "wrong", two: "wrong" },
  nan: { one: "wrong", two: "wrong" },
};
