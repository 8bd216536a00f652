// Run this, read the conversation, then change it as you like: it is yours, and nobody grades it.
import { app, asked } from "./app.ts";
import { receive } from "./receive.ts";

const hello = { id: "m1", text: "Hello?" };
const late = { id: "m2", text: "My parcel is late." };
const later = { id: "m2", text: "My parcel is very late." };

await send("The first message", [hello]);
await send("The same again, from the train", [hello]);
await send("A second message", [hello, late]);
await send("The second one edited", [hello, later]);
await send("The first one deleted", [later], ["m1"]);
await send("Deleted once more, from the train", [later], ["m1"]);

async function send(title: string, messages: { id: string; text: string }[], removed: string[] = []) {
  const before = asked.length;
  await receive(app, "chat-5", { messages, removed });
  const { values } = await app.getState({ configurable: { thread_id: "chat-5" } });
  console.log(`${title}; the model was asked ${asked.length - before} times`);
  for (const { type, content } of values.messages) console.log(`    ${type}: ${content}`);
}
