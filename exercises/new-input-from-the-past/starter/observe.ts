// What becomes of the predictions: news for a case, as an input to an old checkpoint, and written at the end of the turn.
import { graphOf, ran } from "./app.ts";

export async function observe(): Promise<Record<string, string>> {
  const app = graphOf();
  const config = { configurable: { thread_id: "observed" } };
  await app.invoke({ told: ["I need 5,000 euros"] }, config);
  const end = await app.getState(config);
  let past = end;
  for await (const row of app.getStateHistory(config)) if (row.next[0] === "answer") past = row;
  const news = { told: ["I have a second income"] };

  ran.length = 0;
  const { log } = await app.invoke(news, past.config);
  const credits = log.filter((entry: string) => entry.startsWith("credit")).length;
  const input = ran.length === 1 ? "answer alone" : ran.length === 5 ? "all five, from intake on" : "decide and answer";

  ran.length = 0;
  await app.invoke(null, await app.updateState(end.config, news, "answer"));
  return {
    input,
    credit: credits === 1 ? "once" : "twice",
    ended: ran.length === 0 ? "none" : ran.length === 1 ? "answer" : "all five",
  };
}
