// Run this: one order in each durability, over a slow disk, and what happened when. Nothing is killed here.
import { diary, graphOf } from "./app.ts";

for (const durability of ["sync", "async", "exit"] as const) {
  diary.length = 0;
  await graphOf().invoke({ log: ["one teapot"] }, { configurable: { thread_id: durability }, durability });
  console.log(`${durability}:\n  ${diary.join("\n  ")}\n  invoke has resolved`);
}
