// Run this, compare the lamps with the snapshots, then change it as you like: it is yours, and nobody grades it.
import { onThread, orders, placeAll } from "./app.ts";
import { summarise } from "./summarise.ts";

await placeAll();
for (const thread of ["order-1", "order-2", "order-3", "order-4", "order-5"]) {
  const snapshot = await orders.getState(onThread(thread));
  const before = snapshot.parentConfig ? await orders.getState(snapshot.parentConfig) : null;
  console.log(`${thread}: ${JSON.stringify(summarise(snapshot, before))}`);
  console.log("  metadata:", JSON.stringify(snapshot.metadata) ?? "undefined");
  console.log("  next:", JSON.stringify(snapshot.next));
  console.log(
    "  tasks:",
    JSON.stringify(snapshot.tasks.map(({ name, interrupts, error }) => ({ name, interrupts, error }))),
  );
  console.log("  next of the parent:", JSON.stringify(before?.next) ?? "–");
}
