// The same rows, found by what they are: the newest checkpoint, and the last two writes.
const [checkpoint, error, result] = ["row-8", "row-9", "row-10"];

export const answer = Object.fromEntries([
  ["mail-is-kept", result],
  ["error-is-kept", error],
  ["goes-on-from", checkpoint],
]);
