// Wrong: a node that has returned is saved, whoever waits for the disk.
export const answer = {
  "charge-quick": { sync: "all", async: "all", exit: "nothing" },
  "charge-behind": { sync: "all", async: "all", exit: "nothing" },
  "ship-quick": { sync: "rest", async: "rest", exit: "nothing" },
  "ship-behind": { sync: "rest", async: "rest", exit: "nothing" },
  "failed-behind": { sync: "rest", async: "rest", exit: "rest" },
  "done-behind": { sync: "done", async: "done", exit: "done" },
};
