// Opens the folder twice, and runs two orders of one thread at the same time over one saver.
import { SqlJsSaver } from "@forkpoint/savers";
import { fileJournal } from "@forkpoint/savers/node";
import { buildShop } from "./shop.ts";
import { watch } from "./work.ts";

const open = () => SqlJsSaver.open({ journal: fileJournal("observed") });
const ada = { configurable: { thread_id: "ada" } };

export async function observe(): Promise<Record<string, string>> {
  watch({ works: () => {} });
  const first = await open();
  const second = await open().then(
    async (saver) => {
      const { values } = await buildShop(saver).getState(ada);
      return values.log ? "the same threads" : "an empty database";
    },
    () => "an error",
  );

  const shop = buildShop(first);
  const orders = ["one teapot", "two cups"];
  await Promise.all(orders.map((order) => shop.invoke({ order, log: [order] }, ada)));
  const { log } = (await shop.getState(ada)).values;
  await first.flush();
  first.close();
  return { "opened-twice": second, "at-once": String(orders.filter((order) => log.includes(order)).length) };
}
