// Run this: one old thread is called again with your state. Given.
import { SqlJsSaver } from "@forkpoint/savers";
import { buildNew, buildOld } from "./shop.ts";

const saver = await SqlJsSaver.open();
const config = { configurable: { thread_id: "old-1" } };
await buildOld(saver, (name) => console.log("version 1 prints", name)).invoke({ name: "Ada" }, config);
await buildNew(saver, (what) => console.log("version 2 prints", what)).invoke({ priority: 1 }, config);
