// Wrong: null begins anew.
export const answer = {
  killed: {
    sync: "all",
    async: "nothing",
    exit: "nothing",
  },
  failed: {
    sync: "all",
    async: "all",
    exit: "all",
  },
};
