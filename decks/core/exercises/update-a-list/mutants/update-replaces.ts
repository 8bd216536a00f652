// Wrong: an update is taken for an assignment.
export const answer = {
  "log-one": {
    after: "new",
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
    after: "new",
  },
};
