// Wrong: what is in memory is taken to end with the call.
export const answer = {
  file: {
    call: "there",
    restart: "there",
  },
  question: {
    call: "there",
    restart: "there",
  },
  memory: {
    call: "gone",
    restart: "gone",
  },
  store: {
    call: "gone",
    restart: "gone",
  },
  variable: {
    call: "gone",
    restart: "gone",
  },
};
