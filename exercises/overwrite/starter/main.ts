// Run this, look for the number, then change it as you like: it is yours, and nobody grades it.
import { app } from "./app.ts";
import { redact } from "./redact.ts";

const config = { configurable: { thread_id: "chat-3" } };

await app.invoke({ customer: "Ada", notes: ["my card is 4711", "it was charged twice"] }, config);
console.log("Before:", (await app.getState(config)).values);

const left = await redact(app, "chat-3", "4711");
console.log("After: ", (await app.getState(config)).values);
console.log("Said to be still in:", left);

for await (const { metadata, values } of app.getStateHistory(config))
  console.log(`  step ${metadata?.step}, ${metadata?.source}:`, JSON.stringify(values.notes ?? []));
