// Wrong: an order without a thread gets a new one.
import type { Pregel } from "@langchain/langgraph";

type Shop = Pregel<any, any>;

export type Config = { configurable?: Record<string, unknown> } | null | undefined;

export async function submit(shop: Shop, order: { item: string }, config: Config): Promise<any> {
  const id = config?.configurable?.thread_id;
  const thread_id = typeof id === "string" && id.trim() !== "" ? id : crypto.randomUUID();
  return await shop.invoke(order, { ...config, configurable: { ...config?.configurable, thread_id } });
}
