// What becomes of the predictions: a thread of one run, and one correction behind its first node, which nobody follows up.
import { graphOf } from "./app.ts";

export async function observe(): Promise<Record<string, string>> {
  const app = graphOf();
  const config = { configurable: { thread_id: "observed" } };
  await app.invoke({ note: "complaint" }, config);
  const history = async () => {
    const rows = [];
    for await (const row of app.getStateHistory(config)) rows.push(row);
    return rows;
  };
  const past = (await history()).find(({ next }) => next[0] === "second")!;
  await app.updateState(past.config, { note: "refund" }, "first");

  const rows = await history();
  const [newest, below] = [rows[0]!, rows[1]!];
  const idOf = (config: (typeof newest)["parentConfig"]) => config?.configurable?.checkpoint_id;
  const twos = rows.filter(({ metadata }) => metadata?.step === 2).length;
  const { note } = (await app.getState(config)).values;
  return {
    neighbour:
      idOf(newest.parentConfig) === idOf(below.config)
        ? "its parent"
        : "the end of the first run, which is no relative",
    step: twos === 1 ? "one" : twos === 2 ? "two" : "none",
    latest: note === "refund" ? "the lone correction" : "the end of the first run, which has come further",
  };
}
