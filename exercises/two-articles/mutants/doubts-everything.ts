// Wrong: nothing that is written can be right.
export const answer = {
  saved: { so: "neither" },
  "missing-thread": { so: "neither" },
  "edited-past": { so: "neither" },
  date: { so: "neither" },
  crash: { so: "neither" },
  namespace: { so: "neither" },
  "no-checkpointer": { so: "neither" },
};
