// All three belong to step 1, which was stored before mail and charge ran. What mail has returned waits as a write to log,
// and the failure of charge as one to __error__; both hang from that checkpoint, because the next one does not exist.
export const answer = { "mail-is-kept": "row-10", "error-is-kept": "row-9", "goes-on-from": "row-8" };
