// The same table, by what comes back and what is done with it.
const fine = { one: "none", two: "none" };
const failsLater = { ...fine, two: "use" };
const liesLater = { ...fine, two: "wrong" };

export const answer = {
  map: fine,
  date: failsLater,
  instance: failsLater,
  url: liesLater,
  nan: liesLater,
  bigint: { one: "save", two: "save" },
};
