// false: nothing is kept. Default: for as long as the call lasts. true: from turn to turn.
export const answer = {
  false: {
    remembers: "no",
    answered: "no",
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
