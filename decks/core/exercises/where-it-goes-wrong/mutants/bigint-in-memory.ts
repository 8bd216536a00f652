// Wrong: a call that does not stop needs no bytes.
export const answer = {
  date: { one: "none", two: "use" },
  map: { one: "none", two: "none" },
  bigint: { one: "none", two: "save" },
  instance: { one: "none", two: "use" },
  url: { one: "none", two: "wrong" },
  nan: { one: "none", two: "wrong" },
};
