// What is in a file survives the program; what is in a variable does not.
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
