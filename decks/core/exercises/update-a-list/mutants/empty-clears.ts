// Wrong: nothing is appended, and that is taken for clearing.
export const answer = {
  "log-one": {
    after: "old-new",
  },
  "log-empty": {
    after: "nothing",
  },
  "log-overwrite": {
    after: "new",
  },
  "tags-one": {
    after: "new",
  },
  "tags-empty": {
    after: "nothing",
  },
  "message-known": {
    after: "new",
  },
  "message-new": {
    after: "old-new",
  },
};
