// The form writes this file: thread → call → what happens.
export const answer = {};
