// Runs the order until charge fails, shows what is in the database then, and goes on.
import { SqlJsSaver } from "@forkpoint/savers";
import { buildShop, untilKept } from "./shop.ts";
import { COLUMNS, readRows } from "./table.ts";

const THREAD = "order-1";
const config = { configurable: { thread_id: THREAD } };

async function failedOrder() {
  const saver = await SqlJsSaver.open();
  const ran: string[] = [];
  let fails = true;
  const app = buildShop(saver, async (node) => {
    ran.push(node);
    if (node === "charge" && fails) {
      await untilKept(saver, THREAD, "mail");
      throw new Error("card refused");
    }
    return node;
  });
  await app.invoke({ log: ["three mugs"] }, config).catch(() => {});
  fails = false;
  return { saver, app, ran };
}

/** The table of the form. */
export async function rows() {
  const found = await readRows((await failedOrder()).saver, THREAD);
  return { columns: COLUMNS, rows: found.map(({ id, cells }) => ({ id, cells })) };
}

export async function observe(): Promise<Record<string, string>> {
  const { saver, app, ran } = await failedOrder();
  let holding = 0;
  for await (const { checkpoint } of saver.list(config)) {
    const log = checkpoint.channel_values.log;
    if (Array.isArray(log) && log.includes("mail")) holding += 1;
  }
  await app.invoke(null, config);
  const times = (node: string) => String(ran.filter((one) => one === node).length);
  return { "mail-runs": times("mail"), "charge-runs": times("charge"), "checkpoints-with-mail": String(holding) };
}
