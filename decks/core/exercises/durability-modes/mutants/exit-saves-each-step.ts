// Wrong: exit is taken to write behind each step.
export const answer = {
  killed: {
    sync: "rest",
    async: "nothing",
    exit: "rest",
  },
  failed: {
    sync: "rest",
    async: "rest",
    exit: "rest",
  },
};
