// Wrong: a store is taken for a database.
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
    restart: "there",
  },
  variable: {
    call: "there",
    restart: "gone",
  },
};
