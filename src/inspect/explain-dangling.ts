// Why a checkpoint's parent is not where it should be, in words: the likely reason, from what else is in the file.
import type { CheckpointRow } from "./read-checkpoints.ts";

/** Where else in the file a checkpoint of an id is. */
export type FindById = (id: string) => readonly CheckpointRow[];

/** Given a row that names a parent which is not stored in its thread and namespace. */
export function explainDangling(row: CheckpointRow, findById: FindById): string {
  const elsewhere = row.parent === null ? [] : findById(row.parent);
  const otherThread = elsewhere.find(({ thread }) => thread !== row.thread);
  const sameThread = elsewhere.find(({ thread }) => thread === row.thread);
  if (sameThread)
    return `Its parent is in this thread, but ${placeOf(sameThread.namespace)}. A parent counts only within one graph, so this one began without it.`;
  if (otherThread && beginsRun(row))
    return `Its parent belongs to the thread ${quoted(otherThread.thread)}. It was run with that thread's checkpoint_id and the thread_id ${quoted(row.thread)}: that is no fork, and this thread began with empty state.`;
  if (otherThread)
    return `Its parent is stored only in the thread ${quoted(otherThread.thread)}. Rows of this thread were removed, or this one was written by hand.`;
  if (beginsRun(row))
    return "Its parent is nowhere in this file. The checkpoint_id that it was run with was another thread's, or of a checkpoint that was deleted: this run began with empty state.";
  return "Its parent is nowhere in this file. It was here once, for this checkpoint goes on from it: it was pruned, or deleted by hand.";
}

export const CLOSES_CIRCLE =
  "Its parent is one of its own descendants: the line of parents comes back to where it began. No run writes that, so the file was changed by hand.";

/** What an input writes into a thread of which nothing was found. */
function beginsRun({ source, step }: CheckpointRow): boolean {
  return source === "input" && step === -1;
}

function placeOf(namespace: string): string {
  return namespace === "" ? "in the graph above" : `in the subgraph ${quoted(namespace)}`;
}

const MOST_CHARACTERS = 80;

function quoted(text: string): string {
  return JSON.stringify(text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text);
}
