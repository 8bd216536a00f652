// Finds out by running what is predicted: how many checkpoints a fan leaves, and what becomes of a Date.
import { graphOf } from "./app.ts";
import { buildDate } from "./graphs.ts";

const onThread = (thread: string) => ({ configurable: { thread_id: thread } });

export async function observe(): Promise<Record<string, string>> {
  let rows = 0;
  await graphOf("fan").invoke({ text: "hello" }, onThread("fan"));
  for await (const _ of graphOf("fan").getStateHistory(onThread("fan"))) rows += 1;

  let found = "an error at the pause";
  const dates = buildDate(async (kind) => {
    found = kind;
  });
  try {
    await dates.invoke({}, { ...onThread("dates"), interruptBefore: ["read"] as any });
    await dates.invoke(null, onThread("dates"));
  } catch {
    // What was found so far is what there is to tell.
  }
  return { fan: String(rows), date: found === "a string" ? "a text" : found };
}
