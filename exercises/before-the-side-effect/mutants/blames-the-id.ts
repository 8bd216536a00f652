// Wrong: whatever goes wrong in the run is told as a refusal.
import type { Pregel } from "@langchain/langgraph";

type Shop = Pregel<any, any>;

export type Config = { configurable?: Record<string, unknown> } | null | undefined;

export async function submit(shop: Shop, order: { item: string }, config: Config): Promise<any> {
  const id = config?.configurable?.thread_id;
  try {
    if (typeof id !== "string" || id.trim() === "") throw new Error("not a good id");
    return await shop.invoke(order, config ?? {});
  } catch (cause) {
    throw new TypeError("the order was refused, see that its thread_id is right", { cause });
  }
}
