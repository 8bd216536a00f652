// The door of the shop: every order of the web site comes through here.
import type { Pregel } from "@langchain/langgraph";

type Shop = Pregel<any, any>;

/** What the site sends along. It was written by several teams, in a hurry. */
export type Config = { configurable?: Record<string, unknown> } | null | undefined;

/** Runs the order in the shop and resolves with the state that the graph returns. */
export async function submit(shop: Shop, order: { item: string }, config: Config): Promise<any> {
  requireThreadId(config);
  // The config as it came: it may carry more than the thread, and a good id is nobody's to change.
  return await shop.invoke(order, config);
}

/** Before the call, because LangGraph notices a missing id only when the nodes have run, and a blank one never. */
function requireThreadId(config: Config): asserts config is { configurable: { thread_id: string } } {
  const id = config?.configurable?.thread_id;
  if (typeof id !== "string" || id.trim() === "")
    throw new TypeError(
      `configurable.thread_id must be a text that is not blank, but it is ${JSON.stringify(id) ?? "missing"}`,
    );
}
