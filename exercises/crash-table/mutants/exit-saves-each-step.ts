// Wrong: exit saves at each step, as the others do.
export const answer = {
  "charge-quick": { sync: "all", async: "all", exit: "all" },
  "charge-behind": { sync: "all", async: "nothing", exit: "all" },
  "ship-quick": { sync: "rest", async: "rest", exit: "rest" },
  "ship-behind": { sync: "rest", async: "all", exit: "rest" },
  "failed-behind": { sync: "rest", async: "rest", exit: "rest" },
  "done-behind": { sync: "done", async: "done", exit: "done" },
};
