// The form writes this file: value → in one call or in two → what goes wrong, and where.
export const answer = {};
