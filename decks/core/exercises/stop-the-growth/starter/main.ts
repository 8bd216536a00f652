// Run this to see a thread grow and shrink. Change it as you like: it is yours, and nobody grades it.
import { SqlJsSaver } from "@forkpoint/savers";
import { tidy } from "./answer.ts";
import { buildDesk } from "./desk.ts";

const saver = await SqlJsSaver.open();
const desk = buildDesk(saver);
for (const text of ["Hello.", "My parcel has come.", "Thank you."])
  await desk.invoke({ said: [text] }, { configurable: { thread_id: "ada" } });

console.log("checkpoints before:", saver.stats().rows.checkpoints);
await tidy(desk, saver, ["ada"], 2);
console.log("checkpoints after:", saver.stats().rows.checkpoints);
