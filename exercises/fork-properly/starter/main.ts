// Run this, look at the table, then change it as you like: it is yours, and nobody grades it.
import { app } from "./app.ts";
import { fork } from "./fork.ts";

const config = { configurable: { thread_id: "ticket-1" } };

console.log("The ticket was sorted wrongly:");
await app.invoke({ category: "complaint" }, config);
await printTable();

console.log('Back to step 1, with the category "refund":');
const end: any = await fork(app, "ticket-1", 1, { category: "refund" }, "classify");
console.log("The new branch ends with:", end?.log);
await printTable();

async function printTable() {
  const names = new Map<string, string>();
  const rows = [];
  for await (const snapshot of app.getStateHistory(config)) rows.unshift(snapshot);
  for (const { config, parentConfig, metadata, next, values } of rows) {
    const name = `#${names.size + 1}`;
    names.set(config.configurable?.checkpoint_id, name);
    const parent = names.get(parentConfig?.configurable?.checkpoint_id) ?? "–";
    console.log(
      [
        name,
        `parent ${parent}`,
        `step ${metadata?.step}`,
        metadata?.source,
        `next ${next.join() || "–"}`,
        values.category ?? "–",
      ]
        .map((cell, column) => String(cell).padEnd([4, 11, 8, 7, 15, 0][column] ?? 0))
        .join(" "),
    );
  }
}
