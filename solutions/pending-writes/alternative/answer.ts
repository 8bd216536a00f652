// The same rows, found by what they are: the newest checkpoint, and the last two writes.
const [checkpoint, error, result] = ["c3", "w6", "w7"];

export const answer = Object.fromEntries([
  ["mail-is-kept", result],
  ["error-is-kept", error],
  ["goes-on-from", checkpoint],
]);
