// The form writes this file: update → what the list holds.
export const answer = {};
