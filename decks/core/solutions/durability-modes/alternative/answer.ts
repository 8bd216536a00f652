// The same, from the question who waits for the disk.
const DURABILITIES = ["sync", "async", "exit"] as const;

const row = (waits: (durability: string) => boolean) =>
  Object.fromEntries(DURABILITIES.map((durability) => [durability, waits(durability) ? "rest" : "nothing"]));

export const answer = {
  // Before each step, or never.
  killed: row((durability) => durability === "sync"),
  // Before the call returns, all of them.
  failed: row(() => true),
};
