// Sells a teapot in each durability and counts what is on the disk when the second station begins.
import { SqlJsSaver } from "@forkpoint/savers";
import { buildShop, type Durability } from "./shop.ts";

/** The checkpoints that are written when ship begins, over a disk that takes its time; and those when invoke has resolved. */
async function written(durability: Durability): Promise<{ atShip: number; atTheEnd: number }> {
  let checkpoints = 0;
  let atShip = 0;
  const shop = buildShop(await SqlJsSaver.open({ name: durability }), {
    begins: (station) => {
      if (station === "ship") atShip = checkpoints;
    },
    async writes(stations) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (stations !== null) checkpoints += 1;
    },
    written: () => {},
  });
  await shop.invoke({ log: ["one teapot"] }, { configurable: { thread_id: "order-1" }, durability });
  return { atShip, atTheEnd: checkpoints };
}

export async function observe(): Promise<Record<string, string>> {
  const [inSync, inAsync, atExit] = [await written("sync"), await written("async"), await written("exit")];
  return {
    "sync-at-ship": inSync.atShip > inAsync.atShip ? "more" : inSync.atShip === inAsync.atShip ? "as many" : "fewer",
    "exit-in-all": String(atExit.atTheEnd),
  };
}
