// Wrong: takes a Command for what replaces.
export const answer = {
  command: { plain: "only", appending: "only" },
  whole: { plain: "added", appending: "twice" },
  overwrite: { plain: "only", appending: "only" },
  input: { plain: "only", appending: "added" },
  edit: { plain: "only", appending: "added" },
};
