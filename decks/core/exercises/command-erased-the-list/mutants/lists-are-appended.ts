// Wrong: takes every list for one that is appended to.
export const answer = {
  command: { plain: "added", appending: "added" },
  whole: { plain: "added", appending: "twice" },
  overwrite: { plain: "other", appending: "only" },
  input: { plain: "added", appending: "added" },
  edit: { plain: "added", appending: "added" },
};
