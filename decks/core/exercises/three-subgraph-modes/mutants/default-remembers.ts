// Wrong: the saver of the graph around it is taken for its own memory.
export const answer = {
  false: {
    remembers: "no",
    answered: "no",
    again: "yes",
  },
  default: {
    remembers: "yes",
    answered: "yes",
    again: "no",
  },
  true: {
    remembers: "yes",
    answered: "yes",
    again: "no",
  },
};
