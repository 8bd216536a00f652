// Wrong: the default is taken for false.
export const answer = {
  false: {
    remembers: "no",
    answered: "no",
    again: "yes",
  },
  default: {
    remembers: "no",
    answered: "no",
    again: "yes",
  },
  true: {
    remembers: "yes",
    answered: "yes",
    again: "no",
  },
};
