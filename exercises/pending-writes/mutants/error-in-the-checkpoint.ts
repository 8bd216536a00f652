// Wrong: looks for the error in the checkpoint.
export const answer = { "mail-is-kept": "w7", "error-is-kept": "c3", "goes-on-from": "c3" };
