// What the dashboard shows of an order: one snapshot, said in a few words.
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
  // As the dashboard of the lesson had it.
  const metadata: any = snapshot.metadata;
  return {
    status: snapshot.next.length > 0 ? "paused" : "finished",
    step: metadata?.step || null,
    next: snapshot.next,
    asks: [],
    errors: [],
    ran: before === null ? [] : Object.keys(metadata?.writes ?? {}),
  };
}
