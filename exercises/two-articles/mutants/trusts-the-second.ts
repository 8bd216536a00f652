// Wrong: the second statement corrects the first.
export const answer = {
  saved: { so: "second" },
  "missing-thread": { so: "second" },
  "edited-past": { so: "second" },
  date: { so: "second" },
  crash: { so: "second" },
  namespace: { so: "second" },
  "no-checkpointer": { so: "second" },
};
