// Wrong: null on a fresh thread does nothing.
export const answer = {
  fresh: { null: "nothing", empty: "start", input: "start" },
  finished: { null: "nothing", empty: "start", input: "start" },
  crashed: { null: "rest", empty: "start", input: "start" },
  paused: { null: "asks", empty: "start", input: "start" },
};
