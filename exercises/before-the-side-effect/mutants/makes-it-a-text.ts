// Wrong: turns whatever is there into a text, and then it is one.
import type { Pregel } from "@langchain/langgraph";

type Shop = Pregel<any, any>;

export type Config = { configurable?: Record<string, unknown> } | null | undefined;

export async function submit(shop: Shop, order: { item: string }, config: Config): Promise<any> {
  const thread_id = String(config?.configurable?.thread_id);
  if (thread_id.trim() === "") throw new TypeError("thread_id must not be empty");
  return await shop.invoke(order, { ...config, configurable: { ...config?.configurable, thread_id } });
}
