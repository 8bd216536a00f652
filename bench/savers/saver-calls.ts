// The saver calls that LangGraph makes in a chat, recorded once and replayed into every saver, so that all do the same work.
import type { BaseMessage } from "@langchain/core/messages";
import type { RunnableConfig } from "@langchain/core/runnables";
import { BaseCheckpointSaver, getCheckpointId } from "@langchain/langgraph-checkpoint";
import type {
  ChannelVersions,
  Checkpoint,
  CheckpointMetadata,
  CheckpointTuple,
  PendingWrite,
} from "@langchain/langgraph-checkpoint";
import { chatGraph, THREAD, userInput } from "./chat.ts";

export type SaverCall =
  | readonly ["put", RunnableConfig, Checkpoint, CheckpointMetadata, ChannelVersions]
  | readonly ["putWrites", RunnableConfig, PendingWrite[], string];

/** For each turn of the chat, its calls in order. */
export async function recordChat(turns: number): Promise<SaverCall[][]> {
  const saver = new NoSerialising();
  const graph = chatGraph(saver);
  const calls: SaverCall[][] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    saver.calls = [];
    await graph.invoke(userInput(turn), THREAD);
    calls.push(saver.calls);
  }
  return calls;
}

export async function replay(saver: BaseCheckpointSaver, calls: readonly SaverCall[]): Promise<void> {
  for (const call of calls)
    if (call[0] === "put") await saver.put(call[1], call[2], call[3], call[4]);
    else await saver.putWrites(call[1], call[2], call[3]);
}

/**
 * The same calls with the messages that a saver itself gave back at the beginning of the turn, as LangGraph would hand them to
 * it. Without this, a saver that knows objects by identity would be flattered, for the recording kept them from turn to turn.
 */
export async function asReadBy(saver: BaseCheckpointSaver, calls: readonly SaverCall[]): Promise<SaverCall[]> {
  const messages = (await saver.getTuple(THREAD))?.checkpoint.channel_values.messages as BaseMessage[];
  const byId = new Map(messages.map((message) => [message.id, message]));
  const own = (value: unknown): unknown =>
    Array.isArray(value) ? value.map((each: BaseMessage) => byId.get(each.id) ?? each) : value;
  return calls.map((call): SaverCall => {
    if (call[0] === "putWrites")
      return ["putWrites", call[1], call[2].map(([channel, value]) => [channel, own(value)]), call[3]];
    const { messages, ...others } = call[2].channel_values;
    const values = { ...(messages !== undefined && { messages: own(messages) }), ...others };
    return ["put", call[1], { ...call[2], channel_values: values }, call[3], call[4]];
  });
}

/** Keeps what it is given, as it is: records the calls, and shows what LangGraph itself costs. */
export class NoSerialising extends BaseCheckpointSaver {
  calls: SaverCall[] = [];
  readonly #tuples = new Map<string, CheckpointTuple>();
  #latest = "";

  override async getTuple(config: RunnableConfig): Promise<CheckpointTuple | undefined> {
    const tuple = this.#tuples.get(getCheckpointId(config) || this.#latest);
    if (!tuple) return undefined;
    const { checkpoint, metadata, pendingWrites = [] } = tuple;
    return {
      ...tuple,
      checkpoint: { ...checkpoint, channel_values: { ...checkpoint.channel_values } },
      metadata: { ...metadata! },
      pendingWrites: [...pendingWrites],
    };
  }

  override async put(
    { configurable }: RunnableConfig,
    checkpoint: Checkpoint,
    metadata: CheckpointMetadata,
    newVersions: ChannelVersions,
  ): Promise<RunnableConfig> {
    const parentId = configurable?.checkpoint_id as string | undefined;
    const config = { configurable: { ...THREAD.configurable, checkpoint_id: checkpoint.id } };
    const parentConfig = { configurable: { ...THREAD.configurable, checkpoint_id: parentId } };
    this.calls.push(["put", parentConfig, checkpoint, metadata, newVersions]);
    this.#tuples.set(checkpoint.id, {
      config,
      checkpoint,
      metadata,
      pendingWrites: [],
      ...(parentId && { parentConfig }),
    });
    this.#latest = checkpoint.id;
    return config;
  }

  override async putWrites({ configurable }: RunnableConfig, writes: PendingWrite[], taskId: string): Promise<void> {
    const id = configurable?.checkpoint_id as string;
    this.calls.push(["putWrites", { configurable: { ...THREAD.configurable, checkpoint_id: id } }, writes, taskId]);
    for (const [channel, value] of writes) this.#tuples.get(id)?.pendingWrites?.push([taskId, channel, value]);
  }

  // eslint-disable-next-line require-yield -- nobody lists it
  override async *list(): AsyncGenerator<CheckpointTuple> {
    throw new Error("the recording saver cannot list");
  }

  override async deleteThread(): Promise<void> {
    throw new Error("the recording saver cannot delete");
  }
}
