// Run this to see the rows that the form asks about. Given.
import { SqlJsSaver } from "@forkpoint/savers";
import { placeOrder } from "./shop.ts";
import { readTables } from "./tables.ts";

const saver = await SqlJsSaver.open();
await placeOrder(saver, "order-1", `three blue mugs${", and one more for the neighbours".repeat(3)}`);
for (const { id, cells } of readTables(saver)) console.log([id, ...cells].join(" | "));
