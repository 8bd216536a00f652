// The door of the shop: every order of the web site comes through here.
import type { Pregel } from "@langchain/langgraph";

type Shop = Pregel<any, any>;

/** What the site sends along. It was written by several teams, in a hurry. */
export type Config = { configurable?: Record<string, unknown> } | null | undefined;

/** Runs the order in the shop and resolves with the state that the graph returns. */
export async function submit(shop: Shop, order: { item: string }, config: Config): Promise<any> {
  // It fails when there is no thread_id, and that was thought to be enough.
  return await shop.invoke(order, config ?? {});
}
