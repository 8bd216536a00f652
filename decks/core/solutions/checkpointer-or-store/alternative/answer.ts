// The same, sentence by sentence, by where it is so.
const only = (place: "state" | "store") => ({ state: "no", store: "no", [place]: "yes" });

export const answer = {
  thread: only("store"),
  failed: only("store"),
  rewound: only("state"),
  deleted: only("state"),
  merged: { state: "no", store: "no" },
};
