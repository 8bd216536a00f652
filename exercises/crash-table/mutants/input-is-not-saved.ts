// Wrong: the first checkpoint is written behind the first node.
export const answer = {
  "charge-quick": { sync: "nothing", async: "nothing", exit: "nothing" },
  "charge-behind": { sync: "nothing", async: "nothing", exit: "nothing" },
  "ship-quick": { sync: "rest", async: "rest", exit: "nothing" },
  "ship-behind": { sync: "rest", async: "nothing", exit: "nothing" },
  "failed-behind": { sync: "rest", async: "rest", exit: "rest" },
  "done-behind": { sync: "done", async: "done", exit: "done" },
};
