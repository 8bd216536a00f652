// Wrong: durability "sync" notices a missing id before the first node, and nothing else.
import type { Pregel } from "@langchain/langgraph";

type Shop = Pregel<any, any>;

export type Config = { configurable?: Record<string, unknown> } | null | undefined;

export async function submit(shop: Shop, order: { item: string }, config: Config): Promise<any> {
  try {
    return await shop.invoke(order, { ...config, durability: "sync" });
  } catch (error) {
    if (error instanceof Error && error.message.includes("thread_id"))
      throw new TypeError(error.message, { cause: error });
    throw error;
  }
}
