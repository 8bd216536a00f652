// Wrong: every list is appended to.
export const answer = {
  "log-one": {
    after: "old-new",
  },
  "log-empty": {
    after: "old",
  },
  "log-overwrite": {
    after: "old-new",
  },
  "tags-one": {
    after: "old-new",
  },
  "tags-empty": {
    after: "old",
  },
  "message-known": {
    after: "new",
  },
  "message-new": {
    after: "old-new",
  },
};
