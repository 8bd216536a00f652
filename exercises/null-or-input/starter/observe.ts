// Calls a crashed thread with an empty object, and a finished one with null, and sees what they leave.
import { SqlJsSaver } from "@forkpoint/savers";
import { buildStations } from "./stations.ts";

const config = { configurable: { thread_id: "observed" } };

async function threadThat(fails: boolean) {
  let failsNow = fails;
  const app = buildStations(await SqlJsSaver.open(), ["reserve", "charge", "ship"], async (station) => {
    if (failsNow && station === "charge") throw new Error("charge has failed");
  });
  await app.invoke({ log: ["three mugs"] }, config).catch(() => {});
  failsNow = false;
  return app;
}

const count = async (app: Awaited<ReturnType<typeof threadThat>>) => {
  let rows = 0;
  for await (const _ of app.getStateHistory(config)) rows += 1;
  return rows;
};

export async function observe(): Promise<Record<string, string>> {
  const crashed = await threadThat(true);
  const { log } = await crashed.invoke({}, config);
  const reserved = log.filter((entry: string) => entry === "reserve").length;

  const finished = await threadThat(false);
  const before = await count(finished);
  await finished.invoke(null, config);
  return { "reserved-twice": String(reserved), "null-writes": String((await count(finished)) - before) };
}
