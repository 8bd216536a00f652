// Wrong: looks for the error in the checkpoint.
export const answer = { "mail-is-kept": "row-10", "error-is-kept": "row-8", "goes-on-from": "row-8" };
