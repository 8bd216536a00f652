// The form writes this file: way → with or without a reducer → the list that is stored then.
export const answer = {};
