// Run this to see what the fake leaves. Change it as you like: it is yours, and nobody grades it.
import { SqlJsSaver } from "@forkpoint/savers";
import { fake, isFork } from "./answer.ts";
import { buildStory } from "./story.ts";

const app = buildStory(await SqlJsSaver.open(), ["plan", "write", "check"]);
const config = { configurable: { thread_id: "story" } };
await app.invoke({ log: ["begin"] }, config);
let past: any;
for await (const row of app.getStateHistory(config)) if (row.next[0] === "write") past = row.config;

await fake(app, past, "an edit", "plan");
console.log("the log:", (await app.getState(config)).values.log);
console.log("a fork?", await isFork(app, past, "an edit"));
