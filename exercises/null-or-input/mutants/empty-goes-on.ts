// Wrong: an empty object does what null does.
export const answer = {
  fresh: { null: "refused", empty: "refused", input: "start" },
  finished: { null: "nothing", empty: "nothing", input: "start" },
  crashed: { null: "rest", empty: "rest", input: "start" },
  paused: { null: "asks", empty: "asks", input: "start" },
};
