// What came of the predictions, by running the given graph.
import { app } from "./app.ts";

let loans = 0;

/** A loan that waits before `decide` is corrected as that node, or as nobody; what is next then. */
async function nextAfter(asNode?: string): Promise<string> {
  const config = { configurable: { thread_id: `observed-${(loans += 1)}` } };
  await app.invoke({ amount: 9_000 }, { ...config, interruptBefore: ["decide"] });
  try {
    await app.updateState(config, { amount: 900 }, asNode);
  } catch {
    return "It throws";
  }
  const { next } = await app.getState(config);
  return [...next].sort().join(" and ") || "nothing";
}

export async function observe(): Promise<Record<string, string>> {
  return {
    "as-decide": await nextAfter("decide"),
    "as-intake": await nextAfter("intake"),
    "as-nobody": await nextAfter(),
  };
}
