// Wrong: a run is saved when it is over, in every durability.
export const answer = {
  "charge-quick": { sync: "nothing", async: "nothing", exit: "nothing" },
  "charge-behind": { sync: "nothing", async: "nothing", exit: "nothing" },
  "ship-quick": { sync: "nothing", async: "nothing", exit: "nothing" },
  "ship-behind": { sync: "nothing", async: "nothing", exit: "nothing" },
  "failed-behind": { sync: "nothing", async: "nothing", exit: "nothing" },
  "done-behind": { sync: "done", async: "done", exit: "done" },
};
