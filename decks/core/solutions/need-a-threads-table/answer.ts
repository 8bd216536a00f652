// The saver stores what a graph needs to go on. It knows no owner, and guards nothing.
export const answer = {
  once: {
    verdict: "reject",
  },
  opened: {
    verdict: "reject",
  },
  tagged: {
    verdict: "reject",
  },
  guarded: {
    verdict: "reject",
  },
  deleted: {
    verdict: "accept",
  },
  chosen: {
    verdict: "accept",
  },
};
