// The form writes this file: claim → verdict.
export const answer = {};
