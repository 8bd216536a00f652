// The shop of main.ts, for the lab too. Given: it is put back before grading.
import { SqlJsSaver } from "@forkpoint/savers";
import { buildShop, untilKept } from "./shop.ts";

export const saver = await SqlJsSaver.open();
export const THREAD = "order-1";

/** What the card machine does; only `main.ts` breaks it, and mends it again. */
export const card = { works: true };

export const app = buildShop(saver, async (node) => {
  if (node === "charge" && !card.works) {
    // Mail is done by then, and charge is not: that is the moment that this exercise looks at.
    await untilKept(saver, THREAD, "mail");
    throw new Error("card refused");
  }
  return node;
});

/** The lab asks for the graph of a thread. Here all threads have the same. */
export const graphOf = () => app;
