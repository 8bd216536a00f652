// Wrong: takes a bigint for a number that is written down.
export const answer = {
  date: { after: "other" },
  url: { after: "other" },
  map: { after: "same" },
  "map-of-dates": { after: "other" },
  set: { after: "same" },
  regexp: { after: "same" },
  bytes: { after: "same" },
  bigint: { after: "other" },
  nan: { after: "gone" },
  instance: { after: "other" },
  function: { after: "gone" },
  error: { after: "other" },
  circular: { after: "other" },
  message: { after: "same" },
};
