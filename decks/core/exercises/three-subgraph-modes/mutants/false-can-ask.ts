// Wrong: an answer reaches a subgraph that keeps nothing.
export const answer = {
  false: {
    remembers: "no",
    answered: "yes",
    again: "yes",
  },
  default: {
    remembers: "no",
    answered: "yes",
    again: "no",
  },
  true: {
    remembers: "yes",
    answered: "yes",
    again: "no",
  },
};
