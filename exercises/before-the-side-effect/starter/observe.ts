// Finds out what became true: the shop is called as the site calls it, without anything in front of it.
import { done, saver, shop } from "./app.ts";

const timesCharged = () => done.filter((entry: string) => entry.startsWith("charge")).length;

/** Whether it failed, and how often the card was charged meanwhile. */
async function attempt(configurable: Record<string, unknown>) {
  done.length = 0;
  try {
    await shop.invoke({ item: "a lamp" }, { configurable });
    return { failed: false, charged: timesCharged() };
  } catch {
    return { failed: true, charged: timesCharged() };
  }
}

const inWords = ({ failed, charged }: { failed: boolean; charged: number }) =>
  `${failed ? "an error" : "no error"}, ${charged === 0 ? "nothing charged" : "charged"}`;

export async function observe(): Promise<Record<string, string>> {
  const misspelt = inWords(await attempt({ threadId: "order-2" }));
  let rows = 0;
  for await (const _ of saver.list({})) rows += 1;
  return {
    misspelt,
    trace: rows === 0 ? "none" : "the checkpoints of the charge",
    blank: inWords(await attempt({ thread_id: "  " })),
  };
}
