// Wrong: a put is taken back with the node.
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
    store: "no",
  },
  merged: {
    state: "no",
    store: "no",
  },
};
