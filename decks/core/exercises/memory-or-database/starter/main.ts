// Run this: two turns over each saver. What is different, the form asks. Given.
import { SqlJsSaver } from "@forkpoint/savers";
import { buildChat, openMemory } from "./chat.ts";

for (const saver of [openMemory(), await SqlJsSaver.open()]) {
  const config = { configurable: { thread_id: "talk-1" } };
  for (const word of ["hello", "again"]) await buildChat(saver).invoke({ log: [word] }, config);
  console.log(saver.constructor.name, (await buildChat(saver).getState(config)).values.log.join(", "));
}
