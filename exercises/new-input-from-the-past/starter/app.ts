// The graph that main.ts runs, for the lab too. Given: it is put back before grading.
import { SqlJsSaver } from "@forkpoint/savers";
import { buildDesk } from "./desk.ts";

const saver = await SqlJsSaver.open();

/** Stations that have run so far, in order. */
export const ran: string[] = [];

export const app = buildDesk(saver, ["credit", "income"], async (station, told) => {
  ran.push(station);
  console.log(`  ${station} runs, knowing: ${told.join("; ")}`);
  return `${station}, knowing ${told.length}`;
});

/** The lab asks for the graph of a thread. Here all threads have the same. */
export const graphOf = () => app;
