// The graph, and two ways to copy what its saver holds. Given: it is put back before grading.
import {
  Annotation,
  END,
  START,
  StateGraph,
  type BaseCheckpointSaver,
  type CheckpointTuple,
} from "@langchain/langgraph";

const State = Annotation.Root({
  /** The input and each node append. */
  log: Annotation<string[]>({ reducer: (before, more) => before.concat(more), default: () => [] }),
});

/**
 *                      ┌→ mail ──┐
 *   START → reserve ───┤         ├→ END
 *                      └→ charge ┘
 */
export class Shop {
  /** A node fails while its name is here; charge and mail do so when the other one is done. */
  readonly failing = new Set<string>();
  /** The nodes that ran. */
  readonly ran: string[] = [];
  readonly app;

  constructor(saver: BaseCheckpointSaver) {
    const node = (name: string) => async (_state: unknown, config: { configurable?: { thread_id?: string } }) => {
      this.ran.push(name);
      if (!this.failing.has(name)) return { log: [name] };
      if (name !== "reserve") await othersKept(saver, config.configurable?.thread_id ?? "");
      throw new Error(`${name} has failed`);
    };
    this.app = new StateGraph(State)
      .addNode("reserve", node("reserve"))
      .addNode("mail", node("mail"))
      .addNode("charge", node("charge"))
      .addEdge(START, "reserve")
      .addEdge("reserve", "mail")
      .addEdge("reserve", "charge")
      .addEdge("mail", END)
      .addEdge("charge", END)
      .compile({ checkpointer: saver });
  }

  // From the other side of a test, only methods can be reached.
  graph() {
    return this.app;
  }

  whatRan() {
    return this.ran;
  }
}

/** For the graph on the other side of a test. */
export const openShop = (saver: BaseCheckpointSaver) => new Shop(saver);

/** Resolves when the result of the node beside is stored, or is long in coming. */
async function othersKept(saver: BaseCheckpointSaver, thread: string): Promise<void> {
  for (let turn = 0; turn < 1000; turn++) {
    const writes = (await saver.getTuple({ configurable: { thread_id: thread } }))?.pendingWrites ?? [];
    if (writes.some(([, channel]) => channel === "log")) return;
    await Promise.resolve();
  }
}

const all = async (saver: BaseCheckpointSaver): Promise<CheckpointTuple[]> => {
  const tuples = [];
  for await (const tuple of saver.list({})) tuples.unshift(tuple);
  return tuples;
};

/** The migration of the question: each checkpoint is saved again, under its own config. */
export async function resave(from: BaseCheckpointSaver, to: BaseCheckpointSaver): Promise<void> {
  for (const { config, checkpoint, metadata } of await all(from))
    await to.put(config, checkpoint, metadata!, checkpoint.channel_versions);
}

/** A copy of everything. */
export async function copy(from: BaseCheckpointSaver, to: BaseCheckpointSaver): Promise<void> {
  for (const { config, parentConfig, checkpoint, metadata, pendingWrites = [] } of await all(from)) {
    const { thread_id, checkpoint_ns = "" } = config.configurable!;
    const parent = parentConfig ?? { configurable: { thread_id, checkpoint_ns } };
    await to.put(parent, checkpoint, metadata!, checkpoint.channel_versions);
    for (const task of new Set(pendingWrites.map(([id]) => id))) {
      const writes = pendingWrites.filter(([id]) => id === task);
      await to.putWrites(
        config,
        writes.map(([, channel, value]) => [channel, value]),
        task,
      );
    }
  }
}
