// Wrong: MemorySaver is taken for a database.
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
    restart: "there",
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
