// Wrong: the skill page is right wherever it speaks.
export const answer = {
  saved: { so: "second" },
  "missing-thread": { so: "second" },
  "edited-past": { so: "second" },
  date: { so: "second" },
  crash: { so: "second" },
  namespace: { so: "first" },
  "no-checkpointer": { so: "second" },
};
