// Wrong: looks at what put does carry.
import type { Pregel } from "@langchain/langgraph";

interface Shop {
  readonly app: Pregel<any, any>;
  readonly failing: Set<string>;
}

/** Brings the thread to where a copy by put alone goes on otherwise. */
export async function breakIt({ app, failing }: Shop, thread: string): Promise<void> {
  failing.add("charge");
  await app.invoke({ log: ["three mugs"] }, { configurable: { thread_id: thread } }).catch(() => {});
}

/** What a finished thread shows that a copy by put alone has lost: text or plain data. */
export async function look(app: Shop["app"], thread: string): Promise<unknown> {
  return (await app.getState({ configurable: { thread_id: thread } })).values;
}
