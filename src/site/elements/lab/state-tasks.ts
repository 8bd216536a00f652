// Pending writes in words, decided without a DOM: what each task has done, and what that means for the next run.
import type { TreeNode } from "../../../inspect/fork-tree.ts";
import type { PendingWrite, ShownValue } from "../../../inspect/saver-file.ts";

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
    const who = node ?? (isHandedIn ? "the caller" : UNKNOWN);
    const state = isHandedIn ? "answered" : stateOf(itsWrites, at.row.interrupts);
    const says = isHandedIn ? HANDED_IN : sayState(state, who, at.isLatest);
    return { task, who, state, says, writes: itsWrites };
  });
}

const UNKNOWN = "A task whose node the file does not tell (an update by hand is one)";
const HANDED_IN = "An answer was handed in with Command({ resume }), for the task that asked.";

/**
 * A result says that the node came to its end, whatever it had asked on the way, and even if it was told to stop because
 * another had failed.
 * `waiting`: questions at this checkpoint that nobody has answered.
 */
function stateOf(writes: readonly PendingWrite[], waiting: number): TaskState {
  const kinds = new Set(writes.map(({ kind }) => kind));
  if (kinds.has("result")) return "finished";
  if (kinds.has("error")) return "failed";
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

export interface WriteWords {
  readonly words: string;
  readonly channel: string | null;
  /** The words say it all. */
  readonly isWhole: boolean;
}

/** What one write of a task says, before its value. */
export function writeWords({ kind, channel }: PendingWrite, state: TaskState): WriteWords {
  const said = (words: string, isWhole = false) => ({ words, channel: null, isWhole });
  const node = /^branch:to:(.+)$/s.exec(channel)?.[1];
  switch (kind) {
    case "result":
      if (node !== undefined) return { words: "leads to", channel: node, isWhole: true };
      if (channel === "__no_writes__") return said("wrote to no channel", true);
      if (channel === "__pregel_tasks") return said("sends");
      return channel === "__return__" ? said("returned") : { words: "wrote to", channel, isWhole: false };
    case "interrupt":
      return said("asked");
    case "error":
      // Another task had failed, and LangGraph aborts those beside it; this one had its result already.
      return said(state === "finished" ? "was told to stop" : "threw");
    case "resume":
      return said("was answered");
    case "scheduled":
      return said("was handed out", true);
  }
}

/** What is worth seeing of what was stored: of a question what was asked, of an error its name and message. */
export function writtenValue({ kind, value }: PendingWrite): ShownValue {
  if (typeof value !== "object" || value === null || value.is !== "object") return value;
  const stored = new Map(value.entries);
  if (kind === "interrupt") return stored.get("value") ?? value;
  const [name, message] = [stored.get("name"), stored.get("message")];
  if (kind !== "error" || typeof message !== "string") return value;
  return typeof name === "string" && name !== "" ? `${name}: ${message}` : message;
}
