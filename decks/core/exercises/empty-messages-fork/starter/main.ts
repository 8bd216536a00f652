// Run this to see a thread that is finished, and what comes next at each of its checkpoints. Given.
import { SqlJsSaver } from "@forkpoint/savers";
import { buildDesk } from "./desk.ts";

const desk = buildDesk(await SqlJsSaver.open(), (node) => console.log(`${node} runs`));
const config = { configurable: { thread_id: "letter-1" } };
await desk.invoke({ messages: ["please write"] }, config);
for await (const { metadata, next, values } of desk.getStateHistory(config))
  console.log(`step ${metadata?.step}, next ${next.join() || "–"}, messages: ${values.messages?.join(", ") || "–"}`);
