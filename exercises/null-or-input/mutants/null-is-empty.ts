// Wrong: null does what an empty object does.
export const answer = {
  fresh: { null: "start", empty: "start", input: "start" },
  finished: { null: "start", empty: "start", input: "start" },
  crashed: { null: "start", empty: "start", input: "start" },
  paused: { null: "start", empty: "start", input: "start" },
};
