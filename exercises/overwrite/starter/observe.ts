// What came of the predictions, by running the given graph.
import { Overwrite } from "@langchain/langgraph";
import { app } from "./app.ts";

export async function observe(): Promise<Record<string, string>> {
  const config = { configurable: { thread_id: "observed" } };
  const state = async () => (await app.getState(config)).values;

  await app.updateState(config, { customer: "Ada", notes: ["a", "b", "c"] }, "answer");
  await app.updateState(config, { notes: [] });
  const afterEmpty = (await state()).notes;
  await app.updateState(config, { notes: new Overwrite(["a"]) });
  await app.updateState(config, { notes: ["d"] });
  const afterBoth = (await state()).notes;
  await app.updateState(config, { customer: new Overwrite("Grace") });
  const { customer } = await state();
  return {
    "empty-list": afterEmpty.join(", ") || "an empty list",
    "then-append": afterBoth.join(", "),
    "no-reducer": typeof customer === "string" ? "The text Grace" : "An object with Grace in it",
  };
}
