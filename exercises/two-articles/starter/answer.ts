// The form writes this file: pair → what is so.
export const answer = {};
