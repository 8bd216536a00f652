// Two of the seven pairs, tried out. Change it as you like to try the others: it is yours, and nobody grades it.
import { failing, graphOf, ran } from "./app.ts";

const onThread = (thread: string) => ({ configurable: { thread_id: thread } });

await graphOf("fan").invoke({ text: "hello" }, onThread("fan"));
let rows = 0;
for await (const _ of graphOf("fan").getStateHistory(onThread("fan"))) rows += 1;
console.log(`three nodes side by side: ${rows} checkpoints`);

failing.add("write");
await graphOf("row")
  .invoke({ text: "first" }, onThread("row"))
  .catch((error) => console.log(String(error)));
ran.length = 0;
await graphOf("row").invoke({ text: "second" }, onThread("row"));
console.log("after the crash, a new message ran:", ran.join(", "));
