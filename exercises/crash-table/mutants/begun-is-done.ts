// Wrong: a node that has begun does not run again.
export const answer = {
  "charge-quick": { sync: "rest", async: "rest", exit: "nothing" },
  "charge-behind": { sync: "rest", async: "nothing", exit: "nothing" },
  "ship-quick": { sync: "done", async: "done", exit: "nothing" },
  "ship-behind": { sync: "done", async: "rest", exit: "nothing" },
  "failed-behind": { sync: "rest", async: "rest", exit: "rest" },
  "done-behind": { sync: "done", async: "done", exit: "done" },
};
