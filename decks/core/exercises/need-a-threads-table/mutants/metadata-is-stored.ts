// Wrong: the metadata of a call is taken for that of its checkpoints.
export const answer = {
  once: {
    verdict: "reject",
  },
  opened: {
    verdict: "reject",
  },
  tagged: {
    verdict: "accept",
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
