// Files of LangGraph's own SqliteSaver, a graph that leaves a bit of everything in one, and what is in a saver as data.
import { AIMessage, HumanMessage } from "@langchain/core/messages";
import { Annotation, END, interrupt, messagesStateReducer, Send, START, StateGraph } from "@langchain/langgraph";
import type { BaseCheckpointSaver, CheckpointTuple } from "@langchain/langgraph-checkpoint";
import { SqliteSaver } from "@langchain/langgraph-checkpoint-sqlite";
import { betterSqlite3Driver, type ImportReport, importSqliteSaver, type SqlJsSaver } from "@forkpoint/savers";
import BetterSqlite3 from "better-sqlite3";
import { onTestFinished } from "vitest";

export interface Official {
  readonly saver: SqliteSaver;
  readonly raw: BetterSqlite3.Database;
}

export function openOfficial(file = ":memory:"): Official {
  const raw = new BetterSqlite3(file);
  onTestFinished(() => void raw.close());
  const saver = new SqliteSaver(raw as never);
  // Creates the tables, which otherwise happens at the first use.
  (saver as unknown as { setup(): void }).setup();
  return { saver, raw };
}

export const importInto = (into: SqlJsSaver, { raw }: Official): Promise<ImportReport> =>
  importSqliteSaver(betterSqlite3Driver(raw), into);

export const State = Annotation.Root({
  messages: Annotation<(HumanMessage | AIMessage)[]>({ reducer: messagesStateReducer as never, default: () => [] }),
  said: Annotation<string[]>({ reducer: (a, b) => [...a, ...b], default: () => [] }),
  notes: Annotation<Map<string, unknown>>(),
});

/** Two nodes, a fan-out, a subgraph that asks. */
export function buildGraph(checkpointer: BaseCheckpointSaver) {
  const child = new StateGraph(State)
    .addNode("ask", () => ({ said: [`answered ${interrupt("how many?")}`] }))
    .addEdge(START, "ask")
    .compile();
  return new StateGraph(State)
    .addNode("talk", ({ messages }) => ({
      messages: [
        new AIMessage({ content: `heard ${messages.at(-1)?.text}`, tool_calls: [{ id: "c", name: "t", args: {} }] }),
      ],
      notes: new Map([["bytes", Uint8Array.of(0, 255)]]),
    }))
    .addNode("worker", (input: { n: number }) => ({ said: [`worker ${input.n}`] }))
    .addNode("child", child)
    .addEdge(START, "talk")
    .addConditionalEdges("talk", () => [1, 2, 3].map((n) => new Send("worker", { n })))
    .addEdge("worker", "child")
    .addEdge("child", END)
    .compile({ checkpointer });
}

export const onThread = (thread: string) => ({ configurable: { thread_id: thread } });

/** Everything in a saver, in an order that does not depend on it. */
export async function everything(saver: BaseCheckpointSaver): Promise<CheckpointTuple[]> {
  const found: CheckpointTuple[] = [];
  for await (const tuple of saver.list({})) found.push(tuple);
  const keyOf = ({ config }: CheckpointTuple) => JSON.stringify(Object.values(config.configurable!));
  for (const { pendingWrites } of found) pendingWrites!.sort((a, b) => a[0].localeCompare(b[0]));
  return found.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

export const comparable = (tuples: CheckpointTuple[]) =>
  tuples.map(({ parentConfig, ...rest }) => ({ ...rest, ...(parentConfig && { parentConfig }) }));
