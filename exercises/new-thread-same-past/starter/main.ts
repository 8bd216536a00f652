// Run this, look at the rows, then change it as you like: it is yours, and nobody grades it.
import { app } from "./app.ts";
import { branchOff, originOf } from "./branch-off.ts";

const onThread = (thread: string) => ({ configurable: { thread_id: thread } });

console.log("The ticket:");
await app.invoke({ category: "complaint" }, onThread("ticket-1"));

let beforeCheck = "";
for await (const { next, config } of app.getStateHistory(onThread("ticket-1")))
  if (next[0] === "check") beforeCheck = config.configurable?.checkpoint_id;

console.log("A copy for training, as it stood before check:");
await branchOff(app, "ticket-1", beforeCheck, "training-1");
await printRows("training-1");

console.log("The newcomer goes on:");
await app.invoke(null, onThread("training-1"));
await printRows("training-1");
console.log("It comes from", await originOf(app, "training-1"));

async function printRows(thread: string) {
  const rows = [];
  for await (const row of app.getStateHistory(onThread(thread))) rows.unshift(row);
  const ids = rows.map(({ config }) => config.configurable?.checkpoint_id);
  for (const { config, parentConfig, next, values } of rows) {
    const parent = parentConfig ? ids.indexOf(parentConfig.configurable?.checkpoint_id) : null;
    const hangsFrom = parent === null ? "–" : parent < 0 ? "not here!" : `#${parent + 1}`;
    const place = ids.indexOf(config.configurable?.checkpoint_id);
    console.log(
      `  #${place + 1} parent ${hangsFrom}, next ${next.join() || "–"}, log: ${values.log?.join(" | ") || "–"}`,
    );
  }
}
