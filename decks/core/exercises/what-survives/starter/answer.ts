// The form writes this file: place → when → what is found.
export const answer = {};
