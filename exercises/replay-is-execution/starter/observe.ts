// What becomes of the predictions: the report is written once, then replayed from behind plan.
import { calls, graphOf } from "./app.ts";

export async function observe(): Promise<Record<string, string>> {
  const app = graphOf();
  const config = { configurable: { thread_id: "observed" } };
  await app.invoke({ round: 0 }, config);
  const rows = [];
  for await (const row of app.getStateHistory(config)) rows.push(row);
  const paid = calls.length;
  await app.invoke(null, rows.find(({ metadata }) => metadata?.step === 1)!.config);
  const replayed = calls.slice(paid);

  const after = [];
  for await (const row of app.getStateHistory(config)) after.push(row);
  const added = after.length - rows.length;
  // Two rounds of searches and judge are four super-steps.
  return {
    calls:
      replayed.length === 0
        ? "none: all results are in the database"
        : replayed.includes("plan")
          ? "seven: plan, and both rounds of news, papers and judge"
          : replayed.length === 6
            ? "six: both rounds of news, papers and judge"
            : "two: news and papers, which come next",
    rows:
      added === 0
        ? "none"
        : added === 4
          ? "four: one for each super-step that runs"
          : `five: one more than super-steps`,
  };
}
