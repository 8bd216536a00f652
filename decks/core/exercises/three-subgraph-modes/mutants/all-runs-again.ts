// Wrong: with the node, all of the subgraph runs again.
export const answer = {
  false: {
    remembers: "no",
    answered: "no",
    again: "yes",
  },
  default: {
    remembers: "no",
    answered: "yes",
    again: "yes",
  },
  true: {
    remembers: "yes",
    answered: "yes",
    again: "yes",
  },
};
