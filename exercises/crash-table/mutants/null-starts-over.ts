// Wrong: null begins at START, over what was saved.
export const answer = {
  "charge-quick": { sync: "all", async: "all", exit: "nothing" },
  "charge-behind": { sync: "all", async: "nothing", exit: "nothing" },
  "ship-quick": { sync: "all", async: "all", exit: "nothing" },
  "ship-behind": { sync: "all", async: "all", exit: "nothing" },
  "failed-behind": { sync: "all", async: "all", exit: "all" },
  "done-behind": { sync: "done", async: "done", exit: "done" },
};
