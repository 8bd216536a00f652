// Run this, look at the drawing, then change it as you like: it is yours, and nobody grades it.
import { app } from "./app.ts";
import { head, tree } from "./tree.ts";

const thread = "ticket-1";
const config = { configurable: { thread_id: thread } };

await app.invoke({ note: "complaint" }, config);
const end = await app.getState(config);
const sorted = await firstRow("second");

// Two corrections behind first: one that was run on, and one that nobody followed up.
await app.invoke(null, await app.updateState(sorted.config, { note: "refund" }, "first"));
await app.updateState(sorted.config, { note: "praise" }, "first");

const rows = await tree(app, thread);
const names = new Map(rows.map(({ id }, index) => [id, `#${index + 1}`]));
console.log("As tree.ts sees it:");
for (const { id, parent, depth, branch } of rows)
  console.log(
    "  ".repeat(depth) + names.get(id),
    `(parent ${parent === null ? "–" : (names.get(parent) ?? "not there")}, branch ${names.get(branch) ?? "not there"})`,
  );
const first = end.config.configurable?.checkpoint_id;
console.log(
  `The first run ended with ${names.get(first)}. Head of its branch: ${names.get(await head(app, thread, first))}`,
);

console.log("\nAs the history lists it, newest first:");
for await (const { config, metadata, values } of app.getStateHistory({ configurable: { thread_id: thread } }))
  console.log(
    names.get(config.configurable?.checkpoint_id) ?? "?",
    `step ${metadata?.step}`,
    metadata?.source,
    values.note ?? "–",
  );

async function firstRow(next: string) {
  for await (const row of app.getStateHistory(config)) if (row.next[0] === next) return row;
  throw new Error(`no row comes before ${next}`);
}
