// Run this, see which nodes run, then change it as you like: it is yours, and nobody grades it.
import { app, stages } from "./app.ts";
import { sendTo } from "./send-to.ts";

const config = { configurable: { thread_id: "loan-12" } };

console.log("The loan, up to its decision:");
await app.invoke({ amount: 9_000 }, { ...config, interruptBefore: ["decide"] });
await print();

console.log("Corrected, and sent to stage 2, the decision:");
console.log("  next:", await sendTo(app, stages, "loan-12", { amount: 900 }, 2));
await app.invoke(null, config);
await print();

async function print() {
  const { values, next } = await app.getState(config);
  console.log(`  log: ${values.log.join(", ")}; next: ${next.join(", ") || "nothing"}`);
}
