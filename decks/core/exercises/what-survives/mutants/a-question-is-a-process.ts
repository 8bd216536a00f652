// Wrong: the pause is taken to be in the process.
export const answer = {
  file: {
    call: "there",
    restart: "there",
  },
  question: {
    call: "there",
    restart: "gone",
  },
  memory: {
    call: "there",
    restart: "gone",
  },
  store: {
    call: "there",
    restart: "gone",
  },
  variable: {
    call: "there",
    restart: "gone",
  },
};
