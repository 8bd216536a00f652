// Wrong: an edit from outside goes past the reducer.
export const answer = {
  command: { plain: "only", appending: "added" },
  whole: { plain: "added", appending: "twice" },
  overwrite: { plain: "other", appending: "only" },
  input: { plain: "only", appending: "added" },
  edit: { plain: "only", appending: "only" },
};
