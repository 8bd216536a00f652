// Run this, look at what runs, then change it as you like: it is yours, and nobody grades it.
import { app, ran } from "./app.ts";
import { tell } from "./tell.ts";

const thread = "case-1";
const config = { configurable: { thread_id: thread } };

console.log("The case:");
await app.invoke({ told: ["I need 5,000 euros"] }, config);
const ended = (await app.getState(config)).config.configurable?.checkpoint_id;

let beforeAnswer = "";
for await (const row of app.getStateHistory(config))
  if (row.next[0] === "answer") beforeAnswer = row.config.configurable?.checkpoint_id;

ran.length = 0;
console.log("Before the answer is written, the customer remembers a second income:");
const end = await tell(app, thread, beforeAnswer, { told: ["I have a second income"] });
console.log(`${ran.length} stations ran. The log now:`, end?.log);

ran.length = 0;
console.log("And if the customer had said so only after the first answer:");
const later = await tell(app, thread, ended, { told: ["I have a second income"] });
console.log(`${ran.length} stations ran. The log then:`, later?.log);
