// Wrong: takes a write for a place to go on from.
export const answer = { "mail-is-kept": "w7", "error-is-kept": "w6", "goes-on-from": "w7" };
