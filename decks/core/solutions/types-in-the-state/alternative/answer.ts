// The same table, by what becomes of a type.
const BECOMES = {
  same: ["map", "set", "regexp", "bytes", "message"],
  other: ["date", "url", "map-of-dates", "instance", "error", "circular"],
  gone: ["nan", "function"],
  throws: ["bigint"],
};

export const answer = Object.fromEntries(
  Object.entries(BECOMES).flatMap(([after, types]) => types.map((type) => [type, { after }])),
);
