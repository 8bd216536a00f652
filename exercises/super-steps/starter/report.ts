// The graph of this exercise: two sources side by side, a summary of one of them, and a report on both. Given: it is
// put back before grading.
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import type { BaseCheckpointSaver, LangGraphRunnableConfig } from "@langchain/langgraph";

const State = Annotation.Root({
  /** Each node appends its name. */
  log: Annotation<string[]>({ reducer: (before, names) => before.concat(names), default: () => [] }),
});

/** Told of each event while it happens, with the number of its super-step; the run waits for what it returns. */
export type Happens = (event: string, step: number) => Promise<void>;

/**
 *           ┌→ news ──→ summarize ─┐
 *   START ──┤                      ├─→ report → END
 *           └→ archive ────────────┘
 */
export function buildReport(saver: BaseCheckpointSaver, happens: Happens) {
  const node = (name: string) => async (_state: typeof State.State, config: LangGraphRunnableConfig) => {
    const step = Number(config.metadata?.langgraph_step);
    await happens(`${name}-begins`, step);
    await happens(`${name}-ends`, step);
    return { log: [name] };
  };
  return new StateGraph(State)
    .addNode("news", node("news"))
    .addNode("archive", node("archive"))
    .addNode("summarize", node("summarize"))
    .addNode("report", node("report"))
    .addEdge(START, "news")
    .addEdge(START, "archive")
    .addEdge("news", "summarize")
    .addEdge(["summarize", "archive"], "report")
    .addEdge("report", END)
    .compile({ checkpointer: tellingOfSaves(saver, happens) });
}

export type Report = ReturnType<typeof buildReport>;

/** A run that begins the next super-step only when the checkpoint before it is stored. */
export async function runReport(app: Report, thread: string): Promise<void> {
  await app.invoke({ log: [] }, { configurable: { thread_id: thread }, durability: "sync" });
}

function tellingOfSaves(saver: BaseCheckpointSaver, happens: Happens): BaseCheckpointSaver {
  const put = saver.put.bind(saver);
  saver.put = async (config, checkpoint, metadata, versions) => {
    const stored = await put(config, checkpoint, metadata, versions);
    await happens(`saved-${metadata.step}`, metadata.step);
    return stored;
  };
  return saver;
}
