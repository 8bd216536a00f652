// Wrong: looks for the result of mail in the checkpoint.
export const answer = { "mail-is-kept": "c3", "error-is-kept": "w6", "goes-on-from": "c3" };
