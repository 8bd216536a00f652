// The graphs that main.ts runs, for the lab too: threads that begin with “fan” have theirs side by side.
// Given: it is put back before grading.
import { SqlJsSaver } from "@forkpoint/savers";
import { buildStations } from "./graphs.ts";

export const saver = await SqlJsSaver.open();
export const ran: string[] = [];

/** Stations that fail when they run next, each once. */
export const failing = new Set<string>();

const stations = ["plan", "write", "send"];
const runs = async (station: string, text: string) => {
  if (failing.delete(station)) throw new Error(`${station} has failed`);
  ran.push(`${station} (${text})`);
};
const row = buildStations(stations, runs, saver);
const fan = buildStations(stations, runs, saver, "fan");

export const graphOf = (thread: string) => (thread.startsWith("fan") ? fan : row);
