// Wrong: the retry begins at the input.
export const answer = { "mail-is-kept": "row-10", "error-is-kept": "row-9", "goes-on-from": "row-1" };
