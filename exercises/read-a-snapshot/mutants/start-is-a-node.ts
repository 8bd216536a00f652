// Wrong: takes the beginning for a node.
import type { StateSnapshot } from "@langchain/langgraph";

export interface Summary {
  status: "not there" | "failed" | "paused" | "unfinished" | "finished";
  /** The number of the step; null when there is no checkpoint. */
  step: number | null;
  /** What comes next. */
  next: string[];
  /** What people are asked. */
  asks: unknown[];
  /** The messages of errors. */
  errors: string[];
  /** The nodes that led from `before` to this snapshot. */
  ran: string[];
}

/** `before` is the snapshot of the parent; null when there is none, or nobody has looked. */
export function summarise(snapshot: StateSnapshot, before: StateSnapshot | null): Summary {
  const { metadata, next, tasks } = snapshot;
  // Nodes side by side have a task each, so all of them are asked.
  const asks = tasks.flatMap(({ interrupts }) => interrupts.map(({ value }) => value));
  const errors = tasks.flatMap(({ error }) => (error ? [messageOf(error)] : []));
  return {
    status: statusOf(snapshot, asks.length > 0, errors.length > 0),
    // Not ||: step 0 is a step.
    step: metadata?.step ?? null,
    next: [...next],
    asks,
    errors,
    // An input, an edit and a fork leave a checkpoint too, and no node has run for them.
    ran: metadata?.source === "loop" ? (before?.next ?? []) : [],
  };
}

function statusOf({ metadata, next }: StateSnapshot, asks: boolean, hasFailed: boolean): Summary["status"] {
  // First, because everything else about a missing checkpoint is empty, and empty looks finished.
  if (metadata === undefined) return "not there";
  if (hasFailed) return "failed";
  if (asks) return "paused";
  return next.length > 0 ? "unfinished" : "finished";
}

function messageOf(error: unknown): string {
  return String((error as { message?: unknown }).message);
}
