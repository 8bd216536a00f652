// The same copy, a level deeper: the checkpoint itself is put under the new thread, with the link in its metadata.
import type { BaseCheckpointSaver, Pregel } from "@langchain/langgraph";

interface Origin {
  readonly thread: string;
  readonly checkpoint: string;
}

const at = (thread: string, checkpoint?: string) => ({
  configurable: { thread_id: thread, checkpoint_ns: "", ...(checkpoint && { checkpoint_id: checkpoint }) },
});

const saverOf = ({ checkpointer }: Pregel<any, any>) => checkpointer as BaseCheckpointSaver;

export async function branchOff(app: Pregel<any, any>, thread: string, checkpoint: string, to: string) {
  const saver = saverOf(app);
  const found = await saver.getTuple(at(thread, checkpoint));
  if (!found) throw new RangeError(`no checkpoint ${checkpoint} in ${thread}`);
  if (await saver.getTuple(at(to))) throw new RangeError(`${to} is taken`);
  const metadata = { ...found.metadata!, origin: { thread, checkpoint } satisfies Origin };
  // Whatever comes next is part of the checkpoint, so it need not be worked out.
  await saver.put(at(to), found.checkpoint, metadata, found.checkpoint.channel_versions);
}

export async function originOf(app: Pregel<any, any>, thread: string): Promise<Origin | null> {
  // Later checkpoints have metadata of their own: the link stands on the first.
  let first: { metadata?: object | undefined } | undefined;
  for await (const tuple of saverOf(app).list(at(thread))) first = tuple;
  return (first?.metadata as { origin?: Origin } | undefined)?.origin ?? null;
}
