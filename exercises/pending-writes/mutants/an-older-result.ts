// Wrong: a write that is part of the state already.
export const answer = { "mail-is-kept": "row-7", "error-is-kept": "row-9", "goes-on-from": "row-8" };
