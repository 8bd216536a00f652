// Wrong: a reducer that notices what is there already.
export const answer = {
  command: { plain: "only", appending: "added" },
  whole: { plain: "added", appending: "added" },
  overwrite: { plain: "other", appending: "added" },
  input: { plain: "only", appending: "added" },
  edit: { plain: "only", appending: "added" },
};
