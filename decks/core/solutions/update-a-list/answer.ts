// An update goes through the reducer; without one, it replaces.
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
    after: "new",
  },
  "message-new": {
    after: "old-new",
  },
};
