// Wrong: takes a write for a place to go on from.
export const answer = { "mail-is-kept": "row-10", "error-is-kept": "row-9", "goes-on-from": "row-10" };
