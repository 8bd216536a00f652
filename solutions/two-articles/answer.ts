// What the runs showed.
export const answer = {
  // Three nodes side by side leave one checkpoint behind them: it is the super-step that is saved.
  saved: { so: "second" },
  // It throws, although late: under the default durability the nodes have run by then.
  "missing-thread": { so: "first" },
  // The edit is a new checkpoint beside the old one. Only the returned config leads to it.
  "edited-past": { so: "first" },
  // No error at the pause, and no Date afterwards: the saver in memory keeps bytes, and the next node finds a text.
  date: { so: "neither" },
  // A message is an input, and an input begins at START.
  crash: { so: "second" },
  // A namespace that is passed to the graph itself is dropped.
  namespace: { so: "first" },
  // No checkpointer, no memory, and no error either.
  "no-checkpointer": { so: "second" },
};
