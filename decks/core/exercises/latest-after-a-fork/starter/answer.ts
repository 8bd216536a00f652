// The form writes this file: question → the row that answers it.
export const answer = {};
