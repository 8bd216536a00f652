// Wrong: null goes on behind the question.
export const answer = {
  fresh: { null: "refused", empty: "start", input: "start" },
  finished: { null: "nothing", empty: "start", input: "start" },
  crashed: { null: "rest", empty: "start", input: "start" },
  paused: { null: "rest", empty: "start", input: "start" },
};
