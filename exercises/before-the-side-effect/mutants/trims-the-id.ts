// Wrong: a good id is changed on the way.
import type { Pregel } from "@langchain/langgraph";

type Shop = Pregel<any, any>;

export type Config = { configurable?: Record<string, unknown> } | null | undefined;

export async function submit(shop: Shop, order: { item: string }, config: Config): Promise<any> {
  const id = config?.configurable?.thread_id;
  if (typeof id !== "string" || id.trim() === "") throw new TypeError("an order needs a text as thread_id");
  return await shop.invoke(order, { ...config, configurable: { ...config?.configurable, thread_id: id.trim() } });
}
