// The same table from what is written and whether the reducer is asked.
const written = { plain: "only", appending: "added" };

export const answer = {
  command: written,
  input: written,
  edit: written,
  whole: { plain: "added", appending: "twice" },
  overwrite: { plain: "other", appending: "only" },
};
