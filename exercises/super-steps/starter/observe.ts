// Runs the report with a slow archive, and sees what it leaves and when the summary begins.
import { SqlJsSaver } from "@forkpoint/savers";
import { buildReport, runReport } from "./report.ts";

export async function observe(): Promise<Record<string, string>> {
  const events: string[] = [];
  const app = buildReport(await SqlJsSaver.open(), async (event) => {
    // The archive ends a thousand turns after everything that could happen without it.
    for (let turn = 0; event === "archive-ends" && turn < 1000; turn++) await Promise.resolve();
    events.push(event);
  });
  await runReport(app, "observed");

  const config = { configurable: { thread_id: "observed" } };
  let checkpoints = 0;
  for await (const _ of app.getStateHistory(config)) checkpoints += 1;
  const { log } = (await app.getState(config)).values;
  const waits = events.indexOf("summarize-begins") > events.indexOf("archive-ends");
  return {
    checkpoints: String(checkpoints),
    "fast-branch": waits ? "When archive has ended, too" : "As soon as news has ended",
    "order-of-results": log.slice(0, 2).join(", "),
  };
}
