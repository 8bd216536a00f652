// Wrong: asks whether there is an id, not whether it is a good one.
import type { Pregel } from "@langchain/langgraph";

type Shop = Pregel<any, any>;

export type Config = { configurable?: Record<string, unknown> } | null | undefined;

export async function submit(shop: Shop, order: { item: string }, config: Config): Promise<any> {
  if (!config?.configurable?.thread_id) throw new TypeError("the order has no thread_id");
  return await shop.invoke(order, config);
}
