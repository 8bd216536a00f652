// State goes with the thread and its time; an item in a store goes with neither.
export const answer = {
  thread: {
    state: "no",
    store: "yes",
  },
  rewound: {
    state: "yes",
    store: "no",
  },
  deleted: {
    state: "yes",
    store: "no",
  },
  failed: {
    state: "no",
    store: "yes",
  },
  merged: {
    state: "no",
    store: "no",
  },
};
