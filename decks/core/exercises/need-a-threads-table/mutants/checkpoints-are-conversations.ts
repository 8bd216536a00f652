// Wrong: the saver is taken for a list of conversations.
export const answer = {
  once: {
    verdict: "accept",
  },
  opened: {
    verdict: "accept",
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
