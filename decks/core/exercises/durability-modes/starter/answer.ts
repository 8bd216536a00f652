// The form writes this file: how it stopped → durability → what the next program finds.
export const answer = {};
