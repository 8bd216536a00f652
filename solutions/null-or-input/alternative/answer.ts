// The same table from the rule: only a call with null asks what state the thread is in.
const withNull = { fresh: "refused", finished: "nothing", crashed: "rest", paused: "asks" };

export const answer = Object.fromEntries(
  Object.entries(withNull).map(([thread, choice]) => [thread, { null: choice, empty: "start", input: "start" }]),
);
