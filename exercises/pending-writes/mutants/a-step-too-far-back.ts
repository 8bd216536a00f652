// Wrong: the checkpoint before reserve was saved.
export const answer = { "mail-is-kept": "w7", "error-is-kept": "w6", "goes-on-from": "c2" };
