// Wrong: whoever speaks first is right.
export const answer = {
  saved: { so: "first" },
  "missing-thread": { so: "first" },
  "edited-past": { so: "first" },
  date: { so: "first" },
  crash: { so: "first" },
  namespace: { so: "first" },
  "no-checkpointer": { so: "first" },
};
