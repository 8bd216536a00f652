// Wrong: an id is taken for somebody's.
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
    verdict: "reject",
  },
  chosen: {
    verdict: "reject",
  },
};
