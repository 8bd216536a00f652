// In one call the next node gets the object itself. In two it gets what was read back, and only a use that fails throws.
export const answer = {
  date: { one: "none", two: "use" },
  map: { one: "none", two: "none" },
  bigint: { one: "save", two: "save" },
  instance: { one: "none", two: "use" },
  url: { one: "none", two: "wrong" },
  nan: { one: "none", two: "wrong" },
};
