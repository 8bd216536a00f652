// The form writes this file: type → what is read back.
export const answer = {};
