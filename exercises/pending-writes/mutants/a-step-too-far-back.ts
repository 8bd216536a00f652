// Wrong: the checkpoint before reserve was saved.
export const answer = { "mail-is-kept": "row-10", "error-is-kept": "row-9", "goes-on-from": "row-4" };
