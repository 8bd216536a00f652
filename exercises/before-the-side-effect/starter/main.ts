// Run this, look at what was charged, then change it as you like: it is yours, and nobody grades it.
import { done, saver, shop } from "./app.ts";
import { submit } from "./submit.ts";

const configs = [
  { configurable: { thread_id: "order-1", customer: "ada" } },
  { configurable: { threadId: "order-2", customer: "grace" } },
  { configurable: { thread_id: "  ", customer: "edsger" } },
  { configurable: { thread_id: 42, customer: "barbara" } },
];

for (const config of configs) {
  done.length = 0;
  console.log(JSON.stringify(config));
  try {
    const end = await submit(shop, { item: "a lamp" }, config);
    console.log("  answer:", end?.log);
  } catch (error) {
    console.log("  refused:", error instanceof Error ? `${error.name}: ${error.message.slice(0, 60)}` : error);
  }
  console.log("  done:", done.join(", ") || "nothing");
}

let rows = 0;
for await (const _ of saver.list({})) rows += 1;
console.log(`The database holds ${rows} checkpoints.`);
