// The form writes this file: statement → saver → whether it is so.
export const answer = {};
