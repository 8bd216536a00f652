// What came true: the ticket of main.ts, forked with the function as it was handed out.
import { SqlJsSaver } from "@forkpoint/savers";
import { fork } from "./fork.ts";
import { buildPipeline } from "./pipeline.ts";

const config = { configurable: { thread_id: "ticket-1" } };

export async function observe(): Promise<Record<string, string>> {
  const ran: { station: string; category: string }[] = [];
  const app = buildPipeline(
    await SqlJsSaver.open(),
    ["classify", "draft", "check", "send"],
    async (station: string, category: string) => {
      ran.push({ station, category });
      return `${station}: ${category}`;
    },
  );
  await app.invoke({ category: "complaint" }, config);
  ran.length = 0;
  await fork(app, "ticket-1", 1, { category: "refund" }, "classify");

  const rows = [];
  for await (const row of app.getStateHistory(config)) rows.push(row);
  const corrected = rows.find(({ metadata }) => metadata?.source === "update")?.config.configurable?.checkpoint_id;
  const child =
    corrected !== undefined && rows.some(({ parentConfig }) => parentConfig?.configurable?.checkpoint_id === corrected);
  return {
    stations: ran.map(({ station }) => station).join(", ") || "none",
    category: [...new Set(ran.map(({ category }) => category))].join(" and "),
    child: child ? "yes" : "no",
  };
}
