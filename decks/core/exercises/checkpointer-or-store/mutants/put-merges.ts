// Wrong: what is written is merged.
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
    state: "yes",
    store: "yes",
  },
};
