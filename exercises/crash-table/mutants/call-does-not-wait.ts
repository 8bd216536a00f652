// Wrong: with async, the call is over before its writes are.
export const answer = {
  "charge-quick": { sync: "all", async: "all", exit: "nothing" },
  "charge-behind": { sync: "all", async: "nothing", exit: "nothing" },
  "ship-quick": { sync: "rest", async: "rest", exit: "nothing" },
  "ship-behind": { sync: "rest", async: "all", exit: "nothing" },
  "failed-behind": { sync: "rest", async: "all", exit: "rest" },
  "done-behind": { sync: "done", async: "rest", exit: "done" },
};
