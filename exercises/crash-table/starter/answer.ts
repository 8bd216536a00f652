// The form writes this file: moment → durability → what the next process finds.
export const answer = {};
