// The same plan, put together from what is looked for and what is done about it.
const find: readonly string[] = ["read-history", "pick-before-check"];
const change: readonly string[] = ["edit-the-picked", "run-null-from-edit"];

export const plan: readonly string[] = [...find, ...change];

/** A run of three nodes leaves five rows; the edit is the next. */
export const fork = `row-${3 + 2 + 1}`;
