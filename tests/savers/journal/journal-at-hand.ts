// What the journal tests begin with: databases over a memory disk, a small chat graph, and the content of a database to compare.
import { Annotation, END, START, StateGraph } from "@langchain/langgraph";
import type { BaseCheckpointSaver } from "@langchain/langgraph-checkpoint";
import initSqlJs from "sql.js";
import { type Change, type Database, SqlJsSaver } from "@forkpoint/savers";
import type { Journal } from "@forkpoint/savers/journal";
import type { MemoryDisk } from "./memory-disk.ts";

export const sqlJs = await initSqlJs();

export async function openWith(journal: Journal, bytes?: Uint8Array): Promise<SqlJsSaver> {
  return await SqlJsSaver.open({ sqlJs, journal, bytes });
}

const CHECKPOINT = { configurable: { thread_id: "t", checkpoint_id: "9" } };

/** The smallest commit of a saver: one write of one task. */
export async function writeOne(saver: SqlJsSaver, task: string, value: unknown = 1): Promise<void> {
  await saver.putWrites(CHECKPOINT, [["said", value]], task);
}

/** Closes and waits until the disk is free again. */
export async function close(saver: SqlJsSaver, journal: Journal): Promise<void> {
  saver.close();
  await journal.close();
}

/** Every row of every table, and the schema: two databases with the same content give the same text. */
export function contentOf(database: Pick<Database, "row" | "rows">): string {
  const schema = database.rows("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name");
  const tables = schema.filter(([type]) => type === "table").map(([, name]) => String(name));
  const rows = tables.map((table) => database.rows(`SELECT * FROM "${table}"`).map(shown).sort());
  const version = database.row("PRAGMA user_version");
  return JSON.stringify([version, schema, tables, rows]);
}

function shown(row: readonly unknown[]): string {
  return JSON.stringify(
    row.map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value)),
  );
}

/** The content of what a journal on this disk opens with; the disk is free again afterwards. */
export async function reopened(disk: MemoryDisk): Promise<{ content: string; replayed: number; tornBytes: number }> {
  const journal = disk.journal();
  const saver = await SqlJsSaver.open({ sqlJs, journal });
  const { replayed, tornBytes } = journal.stats();
  const content = contentOf(saver.database);
  await close(saver, journal);
  return { content, replayed, tornBytes };
}

/** Commits that arrive at the journal, noted beside it with the content of the database after each. */
export function noteCommits(
  saver: SqlJsSaver,
  journal: Journal,
): { commits: (readonly Change[])[]; contents: string[] } {
  const noted = { commits: [] as (readonly Change[])[], contents: [contentOf(saver.database)] };
  saver.database.listen({
    committed(changes) {
      noted.commits.push(changes.map(({ sql, params }) => ({ sql, params: structuredClone(params) })));
      noted.contents.push(contentOf(saver.database));
      journal.committed(changes);
    },
    settled: () => journal.settled(),
    closed: () => journal.closed(),
  });
  return noted;
}

const State = Annotation.Root({
  said: Annotation<string[]>({ reducer: (before, more) => before.concat(more), default: () => [] }),
  turns: Annotation<number>({ reducer: (_, next) => next, default: () => 0 }),
});

export interface ChatOptions {
  /** Told as each node starts. */
  readonly onNode?: (node: string) => void;
}

export function chat(checkpointer: BaseCheckpointSaver, { onNode = () => undefined }: ChatOptions = {}) {
  return new StateGraph(State)
    .addNode("answer", ({ said }) => {
      onNode("answer");
      return { said: [`you said: ${said.at(-1)}`] };
    })
    .addNode("count", ({ turns }) => {
      onNode("count");
      return { turns: turns + 1 };
    })
    .addEdge(START, "answer")
    .addEdge("answer", "count")
    .addEdge("count", END)
    .compile({ checkpointer });
}

export const thread = (id: string) => ({ configurable: { thread_id: id } });
