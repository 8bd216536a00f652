// What came true: the note of main.ts, saved and restored with the functions as they were handed out.
import { app } from "./app.ts";
import { restore, save, versions } from "./notes.ts";

const TEXTS = ["Closed on Sundays.", "Closed on Mondays.", "Open every day."];
const ORDINALS = ["the first text", "the second text", "the third text"];

export async function observe(): Promise<Record<string, string>> {
  const numbers: number[] = [];
  for (const text of TEXTS) numbers.push(await save(app, "opening hours", text));
  const listed = (await versions(app, "opening hours")).length;
  await restore(app, "opening hours", 1);
  const { text } = (await app.getState({ configurable: { thread_id: "opening hours" } })).values;
  return {
    numbers: numbers.join(", "),
    listed: `${listed}`,
    restored: ORDINALS[TEXTS.indexOf(text)] ?? "a text that nobody saved",
  };
}
