// Wrong: both belong to the thread.
export const answer = {
  thread: {
    state: "no",
    store: "no",
  },
  rewound: {
    state: "yes",
    store: "yes",
  },
  deleted: {
    state: "yes",
    store: "yes",
  },
  failed: {
    state: "no",
    store: "no",
  },
  merged: {
    state: "no",
    store: "no",
  },
};
