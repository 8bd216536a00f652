// Wrong: metadata is taken for a guard.
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
    verdict: "accept",
  },
  deleted: {
    verdict: "accept",
  },
  chosen: {
    verdict: "accept",
  },
};
