// Wrong: the article is right wherever it speaks.
export const answer = {
  saved: { so: "first" },
  "missing-thread": { so: "first" },
  "edited-past": { so: "first" },
  date: { so: "neither" },
  crash: { so: "first" },
  namespace: { so: "first" },
  "no-checkpointer": { so: "first" },
};
