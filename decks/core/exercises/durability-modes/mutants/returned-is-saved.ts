// Wrong: async is taken for sync.
export const answer = {
  killed: {
    sync: "rest",
    async: "rest",
    exit: "nothing",
  },
  failed: {
    sync: "rest",
    async: "rest",
    exit: "rest",
  },
};
