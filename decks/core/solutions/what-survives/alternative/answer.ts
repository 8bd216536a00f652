// The same, by where the bytes are.
const FILE = ["file", "question"];
const PROCESS = ["memory", "store", "variable"];

const rows = (places: readonly string[], restart: string) =>
  Object.fromEntries(places.map((place) => [place, { call: "there", restart }]));

export const answer = { ...rows(FILE, "there"), ...rows(PROCESS, "gone") };
