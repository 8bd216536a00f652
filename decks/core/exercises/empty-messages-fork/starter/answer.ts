// The form writes this file: call → which nodes run.
export const answer = {};
