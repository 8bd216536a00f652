// The table of the form.
import { SqlJsSaver } from "@forkpoint/savers";
import { placeOrder } from "./shop.ts";
import { COLUMNS, readTables } from "./tables.ts";

export async function rows() {
  const saver = await SqlJsSaver.open();
  await placeOrder(saver, "order-1", `three blue mugs${", and one more for the neighbours".repeat(3)}`);
  return { columns: COLUMNS, rows: readTables(saver).map(({ id, cells }) => ({ id, cells })) };
}
