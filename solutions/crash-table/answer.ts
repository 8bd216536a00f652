// sync: a station begins when all before it is on the disk. async: the disk may be behind. exit: nothing before the end,
// but a run that fails is at its end, too. In all three, the call returns only when its writes are done.
export const answer = {
  "charge-quick": { sync: "all", async: "all", exit: "nothing" },
  "charge-behind": { sync: "all", async: "nothing", exit: "nothing" },
  "ship-quick": { sync: "rest", async: "rest", exit: "nothing" },
  "ship-behind": { sync: "rest", async: "all", exit: "nothing" },
  "failed-behind": { sync: "rest", async: "rest", exit: "rest" },
  "done-behind": { sync: "done", async: "done", exit: "done" },
};
