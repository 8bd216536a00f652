// The same, from the two branches.
const shared = ["row-1", "row-2", "row-3"];
const old = ["row-4", "row-5", "row-6"];
const fork = ["row-7"];

export const answer = {
  latest: fork.at(-1)!,
  "runs-on": fork.at(-1)!,
  "old-end": old.at(-1)!,
  "part-ways": shared.at(-1)!,
};
