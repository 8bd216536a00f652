// Wrong: whatever does not survive raises an error.
export const answer = {
  date: { after: "throws" },
  url: { after: "throws" },
  map: { after: "same" },
  "map-of-dates": { after: "throws" },
  set: { after: "same" },
  regexp: { after: "same" },
  bytes: { after: "same" },
  bigint: { after: "throws" },
  nan: { after: "throws" },
  instance: { after: "throws" },
  function: { after: "throws" },
  error: { after: "throws" },
  circular: { after: "throws" },
  message: { after: "same" },
};
