// Run this: your thread, and how it goes on as it is, saved again, and copied. Given.
import { SqlJsSaver } from "@forkpoint/savers";
import { breakIt, look } from "./answer.ts";
import { copy, resave, Shop } from "./shop.ts";

const saver = await SqlJsSaver.open();
const shop = new Shop(saver);
await breakIt(shop, "order-1");
for (const [name, by] of Object.entries({ "saved again": resave, copied: copy })) {
  const to = await SqlJsSaver.open({ name });
  await by(saver, to);
  const after = new Shop(to);
  await after.app.invoke(null, { configurable: { thread_id: "order-1" } }).catch(console.error);
  console.log(`${name}: null runs ${after.ran.join(", ") || "nothing"}; you see`, await look(after.app, "order-1"));
}
