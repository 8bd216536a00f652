// Wrong: another thread finds the state, too.
export const answer = {
  thread: {
    state: "yes",
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
