// The desk that main.ts redacts, for the lab too. Given: it is put back before grading.
import { SqlJsSaver } from "@forkpoint/savers";
import { buildDesk } from "./desk.ts";

export const app = buildDesk(await SqlJsSaver.open(), async (node) => `${node}ed`);

/** The lab asks for the graph of a thread. Here all threads have the same. */
export const graphOf = () => app;
