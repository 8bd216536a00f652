// Every way is a write to the channel, and the reducer decides; without one the write stands alone, even an Overwrite itself.
export const answer = {
  command: { plain: "only", appending: "added" },
  whole: { plain: "added", appending: "twice" },
  overwrite: { plain: "other", appending: "only" },
  input: { plain: "only", appending: "added" },
  edit: { plain: "only", appending: "added" },
};
