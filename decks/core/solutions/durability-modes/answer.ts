// sync has waited for the disk, a failed run waits at its end, and nobody else does.
export const answer = {
  killed: {
    sync: "rest",
    async: "nothing",
    exit: "nothing",
  },
  failed: {
    sync: "rest",
    async: "rest",
    exit: "rest",
  },
};
