// The form writes this file: sentence → place → whether it is so.
export const answer = {};
