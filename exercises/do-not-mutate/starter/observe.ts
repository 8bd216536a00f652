// What came of the predictions, by running the given graph with nodes of three kinds.
import { SqlJsSaver } from "@forkpoint/savers";
import { buildOrder } from "./order.ts";

const idle = () => ({});
const others = { discount: idle, arrange: idle, pack: idle };
const config = { configurable: { thread_id: "observed" } };

export async function observe(): Promise<Record<string, string>> {
  const pushing = buildOrder(await SqlJsSaver.open({ name: "observed-1" }), {
    ...others,
    receive({ log }: { log: string[] }) {
      log.push("received");
      return {};
    },
  });
  const end = await pushing.invoke({ items: [], log: ["paid"] }, config);
  const saved = (await pushing.getState(config)).values;

  const both = buildOrder(await SqlJsSaver.open({ name: "observed-2" }), {
    ...others,
    receive({ log }: { log: string[] }) {
      log.push("received");
      return { log };
    },
  });
  const twice = await both.invoke({ items: [], log: ["paid"] }, config);
  const entries = ({ log }: { log: string[] }) => `${log.length} entries`;
  return { caller: entries(end as any), database: entries(saved), "push-and-return": entries(twice as any) };
}
