// The form writes this file: mode → question → yes or no.
export const answer = {};
