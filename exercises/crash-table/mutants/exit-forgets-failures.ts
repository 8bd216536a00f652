// Wrong: a run that fails under exit leaves nothing, as one that is killed.
export const answer = {
  "charge-quick": { sync: "all", async: "all", exit: "nothing" },
  "charge-behind": { sync: "all", async: "nothing", exit: "nothing" },
  "ship-quick": { sync: "rest", async: "rest", exit: "nothing" },
  "ship-behind": { sync: "rest", async: "all", exit: "nothing" },
  "failed-behind": { sync: "rest", async: "rest", exit: "nothing" },
  "done-behind": { sync: "done", async: "done", exit: "done" },
};
