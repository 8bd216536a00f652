// Wrong: the retry begins at the input.
export const answer = { "mail-is-kept": "w7", "error-is-kept": "w6", "goes-on-from": "c1" };
