// The other way round: mail fails, charge has finished; and parents are counted.
import type { Pregel } from "@langchain/langgraph";

interface Shop {
  readonly app: Pregel<any, any>;
  readonly failing: Set<string>;
}

/** Brings the thread to where a copy by put alone goes on otherwise. */
export async function breakIt({ app, failing }: Shop, thread: string): Promise<void> {
  failing.add("mail");
  for (const input of [{ log: ["a lamp"] }])
    await app.invoke(input, { configurable: { thread_id: thread }, durability: "sync" }).catch(() => {});
}

/** What a finished thread shows that a copy by put alone has lost: text or plain data. */
export async function look(app: Shop["app"], thread: string): Promise<unknown> {
  let roots = 0;
  for await (const row of app.getStateHistory({ configurable: { thread_id: thread } }))
    if (!row.parentConfig) roots += 1;
  return `${roots} checkpoints without a parent`;
}
