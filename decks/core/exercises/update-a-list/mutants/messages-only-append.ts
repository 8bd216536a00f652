// Wrong: ids are not looked at.
export const answer = {
  "log-one": {
    after: "old-new",
  },
  "log-empty": {
    after: "old",
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
    after: "old-new",
  },
  "message-new": {
    after: "old-new",
  },
};
