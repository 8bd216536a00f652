// What came of the predictions, by running the given graph.
import { app } from "./app.ts";

const config = { configurable: { thread_id: "observed" } };

const rows = async () => {
  let count = 0;
  for await (const _ of app.getStateHistory(config)) count += 1;
  return count;
};

export async function observe(): Promise<Record<string, string>> {
  await app.invoke({ plan: "free", balance: 150, notes: ["calls a lot"], limits: { mails: 10 } }, config);
  await app.updateState(config, { balance: 100, notes: ["calls a lot", "moved"] });
  const { values } = await app.getState(config);

  const before = await rows();
  let error = false;
  try {
    await app.updateState(config, { ballance: -50 });
  } catch {
    error = true;
  }
  const written = (await rows()) > before;
  return {
    balance: String(values.balance),
    notes: `${values.notes.length} notes`,
    "unknown-field": error ? "It throws" : written ? "No error, and a new checkpoint" : "No error, and nothing written",
  };
}
