// Wrong: a plain input is taken for the answer.
export const answer = {
  fresh: { null: "refused", empty: "start", input: "start" },
  finished: { null: "nothing", empty: "start", input: "start" },
  crashed: { null: "rest", empty: "start", input: "start" },
  paused: { null: "asks", empty: "start", input: "rest" },
};
