// Run this to see what was saved. When it was saved is what the form asks.
import { app } from "./app.ts";
import { runReport } from "./report.ts";

await runReport(app, "report-1");

const rows = [];
for await (const snapshot of app.getStateHistory({ configurable: { thread_id: "report-1" } })) rows.unshift(snapshot);
for (const { metadata, next, values } of rows)
  console.log(`step ${metadata?.step}, next: ${next.join(" and ") || "–"}, log: ${values.log?.join(", ") || "–"}`);
