// Wrong: lets LangGraph find out, and dresses up the error when the nodes have run.
import type { Pregel } from "@langchain/langgraph";

type Shop = Pregel<any, any>;

export type Config = { configurable?: Record<string, unknown> } | null | undefined;

export async function submit(shop: Shop, order: { item: string }, config: Config): Promise<any> {
  const id = config?.configurable?.thread_id;
  const isGood = typeof id === "string" && id.trim() !== "";
  try {
    const end = await shop.invoke(order, config ?? {});
    if (!isGood) throw new Error("no thread");
    return end;
  } catch (error) {
    if (!isGood) throw new TypeError("the order has no thread_id", { cause: error });
    throw error;
  }
}
