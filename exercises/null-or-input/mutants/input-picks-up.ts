// Wrong: the next request picks up where the last one stopped.
export const answer = {
  fresh: { null: "refused", empty: "start", input: "start" },
  finished: { null: "nothing", empty: "start", input: "start" },
  crashed: { null: "rest", empty: "start", input: "rest" },
  paused: { null: "asks", empty: "start", input: "start" },
};
