// Checkpoints and pending writes in words, decided without a DOM. One place, so that a thing has one name in the whole panel.
import type { TreeNode } from "../../../inspect/fork-tree.ts";
import type { Channel, PendingWrite } from "../../../inspect/saver-file.ts";

export type TaskState = "finished" | "waiting" | "answered" | "failed" | "scheduled";

export interface TaskWrites {
  readonly task: string;
  /** Its node, or words for a task whose node the file does not tell. */
  readonly who: string;
  readonly state: TaskState;
  /** What that means for the next run. */
  readonly says: string;
  readonly writes: readonly PendingWrite[];
}

/** In the order in which the tasks first wrote. `at`: the checkpoint that they lie beside. */
export function tasksOf(writes: readonly PendingWrite[], at: TreeNode): TaskWrites[] {
  return [...Map.groupBy(writes, ({ task }) => task)].map(([task, itsWrites]) => {
    const node = itsWrites.find((write) => write.node !== null)?.node ?? null;
    // Before the task that asked has taken an answer, it lies under an id that is no task's.
    const isHandedIn = node === null && itsWrites.every(({ kind }) => kind === "resume");
    const who = node ?? (isHandedIn ? "the caller" : "a task whose node the file does not tell");
    const state = isHandedIn ? "answered" : stateOf(itsWrites, at.row.interrupts);
    const says = isHandedIn ? HANDED_IN : sayState(state, who, at.isLatest);
    return { task, who, state, says, writes: itsWrites };
  });
}

const HANDED_IN = "An answer was handed in with Command({ resume }). The task that asked takes it when it runs again.";

/**
 * An error outweighs all else; a result says that the node came to its end, whatever it had asked on the way.
 * `waiting`: questions at this checkpoint that nobody has answered.
 */
function stateOf(writes: readonly PendingWrite[], waiting: number): TaskState {
  const kinds = new Set(writes.map(({ kind }) => kind));
  if (kinds.has("error")) return "failed";
  if (kinds.has("result")) return "finished";
  if (kinds.has("interrupt")) return waiting > 0 ? "waiting" : "answered";
  return kinds.has("resume") ? "answered" : "scheduled";
}

function sayState(state: TaskState, who: string, isLatest: boolean): string {
  switch (state) {
    case "finished":
      return isLatest
        ? `${who} has finished; it will not run again when the thread goes on.`
        : `${who} finished, and the thread went on. A re-run from here runs it again.`;
    case "waiting":
      return `${who} waits for an answer. With one it runs again, from its first line.`;
    case "answered":
      return `${who} asked, and was given an answer. It runs again from its first line, and gets it where it asked.`;
    case "failed":
      return isLatest
        ? `${who} failed. It runs again when the thread goes on; what other nodes finished is kept.`
        : `${who} failed here, and the thread went on later.`;
    case "scheduled":
      return `${who} was handed out to be run, and has stored no result.`;
  }
}

/** What one write says, before its value. */
export function writeWords({ kind, channel }: PendingWrite): {
  readonly words: string;
  readonly channel: string | null;
} {
  const node = /^branch:to:(.+)$/s.exec(channel)?.[1];
  switch (kind) {
    case "result":
      if (node !== undefined) return { words: "leads to", channel: node };
      if (channel === "__no_writes__") return { words: "wrote to no channel", channel: null };
      if (channel === "__pregel_tasks") return { words: "sends", channel: null };
      return channel === "__return__" ? { words: "returned", channel: null } : { words: "wrote to", channel };
    case "interrupt":
      return { words: "asked", channel: null };
    case "error":
      return { words: "threw", channel: null };
    case "resume":
      return { words: "was answered", channel: null };
    case "scheduled":
      return { words: "was handed out", channel: null };
  }
}

/** What "no change" and "changed" are measured against. */
export function parentWords({ parent, row, danglingBecause }: TreeNode): string {
  if (parent !== null) return `Changes are against its parent, ${parent.name}.`;
  if (danglingBecause !== null) return `What changed cannot be told: ${danglingBecause}`;
  return row.parent === null
    ? "The first of its lineage: there is nothing before it to compare with."
    : "What changed cannot be told: its parent is not in this file.";
}

/** Why there is nothing to see, and what to expect. */
export function emptyWords(channels: readonly Channel[], { row }: TreeNode): string {
  if (channels.some(({ internal }) => !internal)) return "";
  return row.source === "input"
    ? "No channel has a value yet: the input has not been read. The checkpoint after this one has it."
    : "No channel has a value here.";
}

/** In the reader's own time; what is no time is shown as it was stored. */
export function timeText(createdAt: string | null): string {
  if (createdAt === null) return "at a time that is not stored";
  const time = new Date(createdAt);
  if (Number.isNaN(time.getTime())) return createdAt.slice(0, 40);
  const two = (number: number, digits = 2) => String(number).padStart(digits, "0");
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}.${two(time.getMilliseconds(), 3)}`;
}

/** With line breaks where that says exactly the same; else as it is stored. */
export function indentedJson(json: string): string {
  const MOST_CHARACTERS = 200_000;
  if (json.length > MOST_CHARACTERS) return json;
  try {
    const value: unknown = JSON.parse(json);
    return JSON.stringify(value) === json ? JSON.stringify(value, null, 2) : json;
  } catch {
    // Not ours to judge: the text itself is shown.
    return json;
  }
}
