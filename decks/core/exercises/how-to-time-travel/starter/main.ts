// Run this: it follows your plan on a thread that was sent with the wrong text, and prints the rows. Given.
import { SqlJsSaver } from "@forkpoint/savers";
import { plan } from "./answer.ts";
import { buildDesk } from "./desk.ts";
import { follow, rowsOf } from "./steps.ts";

const desk = buildDesk(await SqlJsSaver.open(), (node, text) => console.log(`${node} runs with “${text}”`));
await desk.invoke({ text: "Dear Sir" }, { configurable: { thread_id: "letter-1" } });
console.log("— your plan —");
await follow(plan, desk, "letter-1", "Dear Madam");
for (const row of await rowsOf(desk, "letter-1")) console.log(Object.values(row).join("  "));
