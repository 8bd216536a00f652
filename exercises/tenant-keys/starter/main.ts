// Run this, see who reads what, then change it as you like: it is yours, and nobody grades it.
import { chat, people } from "./app.ts";
import { say } from "./chat.ts";
import { parseThreadId, threadIdFor } from "./keys.ts";

for (const names of people) {
  const id = threadIdFor(names.tenant, names.user, names.conversation);
  const said = await say(chat, id, `a secret of ${names.tenant} / ${names.user}`);
  console.log(id);
  console.log("  reads:", said);
  console.log("  and back:", JSON.stringify(parseThreadId(id)));
}
