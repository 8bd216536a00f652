// Wrong: nothing runs, and nobody is told.
import type { Pregel } from "@langchain/langgraph";

type Shop = Pregel<any, any>;

export type Config = { configurable?: Record<string, unknown> } | null | undefined;

export async function submit(shop: Shop, order: { item: string }, config: Config): Promise<any> {
  const id = config?.configurable?.thread_id;
  if (typeof id !== "string" || id.trim() === "") return undefined;
  return await shop.invoke(order, config ?? {});
}
