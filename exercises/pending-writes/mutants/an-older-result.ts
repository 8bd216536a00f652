// Wrong: a write that is part of the state already.
export const answer = { "mail-is-kept": "w5", "error-is-kept": "w6", "goes-on-from": "c3" };
