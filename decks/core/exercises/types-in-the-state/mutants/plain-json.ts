// Wrong: takes the serializer for JSON.stringify.
export const answer = {
  date: { after: "other" },
  url: { after: "other" },
  map: { after: "other" },
  "map-of-dates": { after: "other" },
  set: { after: "other" },
  regexp: { after: "other" },
  bytes: { after: "other" },
  bigint: { after: "throws" },
  nan: { after: "gone" },
  instance: { after: "other" },
  function: { after: "gone" },
  error: { after: "other" },
  circular: { after: "throws" },
  message: { after: "other" },
};
