// The same, sorted by verdict.
const all = (claims: readonly string[], verdict: string) => claims.map((claim) => [claim, { verdict }] as const);

export const answer = Object.fromEntries([
  ...all(["deleted", "chosen"], "accept"),
  ...all(["once", "opened", "tagged", "guarded"], "reject"),
]);
