// Run this, look at the table, then change it as you like: it is yours, and nobody grades it.
import { app, calls } from "./app.ts";
import { callsOfReplay, replay } from "./replay.ts";

const thread = "report-1";
const config = { configurable: { thread_id: thread } };

console.log("The report is written for the first time:");
await app.invoke({ round: 0 }, config);

let behindPlan = "";
for await (const snapshot of app.getStateHistory(config))
  if (snapshot.metadata?.step === 1) behindPlan = snapshot.config.configurable?.checkpoint_id;

console.log("callsOfReplay expects, behind plan:", await callsOfReplay(app, thread, behindPlan));

const paid = calls.length;
console.log("The replay:");
const { proof } = await replay(app, thread, behindPlan);
console.log(`It made ${calls.length - paid} paid calls.`);

const rows = [];
for await (const row of app.getStateHistory(config)) rows.unshift(row);
const ids = rows.map((row) => row.config.configurable?.checkpoint_id);
for (const [index, { config, parentConfig, metadata, next }] of rows.entries()) {
  const parent = ids.indexOf(parentConfig?.configurable?.checkpoint_id);
  const marked = proof !== null && config.configurable?.checkpoint_id === proof ? "  ← proof" : "";
  console.log(
    `#${index + 1}`.padEnd(4),
    `parent ${parent < 0 ? "–" : `#${parent + 1}`}`.padEnd(11),
    `step ${metadata?.step}`.padEnd(8),
    String(metadata?.source).padEnd(6),
    `next ${next.join(" ") || "–"}${marked}`,
  );
}
