// The same door, built around what a good id looks like: a pattern, and a list of what is wrong with the rest.
import type { Pregel } from "@langchain/langgraph";

type Shop = Pregel<any, any>;

export type Config = { configurable?: Record<string, unknown> } | null | undefined;

export function submit(shop: Shop, order: { item: string }, config: Config): Promise<any> {
  const wrong = whatIsWrong(config?.configurable ?? {});
  // A rejected promise, not an exception: callers of an asynchronous function only wait.
  return wrong ? Promise.reject(new TypeError(wrong)) : shop.invoke(order, { ...config });
}

function whatIsWrong({ thread_id: id, ...rest }: Record<string, unknown>): string | null {
  if (id === undefined) return `thread_id is missing, there is only ${Object.keys(rest).join(", ") || "nothing"}`;
  if (typeof id !== "string") return `thread_id is of type ${typeof id}, not a text`;
  return /\S/.test(id) ? null : "thread_id is blank";
}
