// The graphs that main.ts runs, for the lab too. Given: it is put back before grading.
import { SqlJsSaver } from "@forkpoint/savers";
import { buildStations } from "./stations.ts";

const saver = await SqlJsSaver.open();
const STATIONS = ["reserve", "charge", "ship"];

/** Stations that fail when they run next, each once. */
export const failing = new Set<string>();

const runs = async (station: string) => {
  if (failing.delete(station)) throw new Error(`${station} has failed`);
};
const asking = buildStations(saver, STATIONS, runs, "charge");
const plain = buildStations(saver, STATIONS, runs);

/** The graph of each thread, for the lab. */
export const graphOf = (thread: string) => (thread === "paused" ? asking : plain);
