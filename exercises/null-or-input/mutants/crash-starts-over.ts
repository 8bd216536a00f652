// Wrong: after a crash, null begins at the front.
export const answer = {
  fresh: { null: "refused", empty: "start", input: "start" },
  finished: { null: "nothing", empty: "start", input: "start" },
  crashed: { null: "start", empty: "start", input: "start" },
  paused: { null: "asks", empty: "start", input: "start" },
};
