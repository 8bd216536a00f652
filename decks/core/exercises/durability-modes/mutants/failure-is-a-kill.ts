// Wrong: a node that throws leaves nothing.
export const answer = {
  killed: {
    sync: "rest",
    async: "nothing",
    exit: "nothing",
  },
  failed: {
    sync: "rest",
    async: "nothing",
    exit: "nothing",
  },
};
