// Run this and read the answers; then change it as you like: it is yours, and nobody grades it.
import { chat, saver } from "./app.ts";
import { send } from "./chat.ts";

async function say(conversation: string, text: string) {
  console.log(`[${conversation}] > ${text}`);
  console.log(`[${conversation}]   ${await send(chat, conversation, text)}`);
}

await say("ticket-1", "Hello, my name is Ada.");
await say("ticket-2", "Hello, my name is Grace.");
await say("ticket-1", "What is my name?");
await say("ticket-2", "What is my name?");
await say("ticket-1", "How often did I write?");

let rows = 0;
for await (const _ of saver.list({})) rows += 1;
console.log(rows === 0 ? "The database is empty." : `The database holds ${rows} checkpoints.`);
