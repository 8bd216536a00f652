// Your answer: two things that a copy by put alone gets wrong.
import type { Shop } from "./shop.ts";

/** Brings the thread to where a copy by put alone goes on otherwise. */
export async function breakIt({ app }: Shop, thread: string): Promise<void> {
  await app.invoke({ log: [] }, { configurable: { thread_id: thread } });
}

/** What a finished thread shows that a copy by put alone has lost: text or plain data. */
export async function look(app: Shop["app"], thread: string): Promise<unknown> {
  return app.name + thread;
}
