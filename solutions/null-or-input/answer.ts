// Whatever is an object begins at START, so two columns are the same. Null depends on what is left: nothing to begin with,
// nothing left, the station that failed, or a question that still has no answer.
export const answer = {
  fresh: { null: "refused", empty: "start", input: "start" },
  finished: { null: "nothing", empty: "start", input: "start" },
  crashed: { null: "rest", empty: "start", input: "start" },
  paused: { null: "asks", empty: "start", input: "start" },
};
