// The orders that main.ts sends on their way, for the lab too. Given: it is put back before grading.
import { SqlJsSaver } from "@forkpoint/savers";
import * as nodes from "./nodes.ts";
import { buildOrder } from "./order.ts";

export const app = buildOrder(await SqlJsSaver.open(), nodes);

/** The lab asks for the graph of a thread. Here all threads have the same. */
export const graphOf = () => app;
