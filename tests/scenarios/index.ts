// All scenarios by name, and how one of them is run. This file and what it imports are what our compiler is given.
import { context } from "./context.ts";
import { functional } from "./functional.ts";
import { interrupts } from "./interrupts.ts";
import { ownStorage } from "./own-storage.ts";
import { running } from "./running.ts";
import { observe, type Scenarios } from "./scenario.ts";
import { streams } from "./streams.ts";
import { subgraphs } from "./subgraphs.ts";
import { timeTravel } from "./time-travel.ts";

const groups: Readonly<Record<string, Scenarios>> = {
  interrupts,
  subgraphs,
  context,
  functional,
  streams,
  timeTravel,
  running,
  ownStorage,
};

export async function runAll(): Promise<Record<string, string>> {
  const observed: Record<string, string> = {};
  for (const [group, scenarios] of Object.entries(groups))
    for (const [name, run] of Object.entries(scenarios))
      observed[`${group}: ${name}`] = await withDeadline(observe(run));
  return observed;
}

/** Without its context a scenario may wait for ever. */
function withDeadline(observed: Promise<string>): Promise<string> {
  let timer: ReturnType<typeof setTimeout>;
  const deadline = new Promise<string>((resolve) => (timer = setTimeout(() => resolve("never ended"), 4000)));
  return Promise.race([observed, deadline]).finally(() => clearTimeout(timer));
}
