// The same summary, told by a list of rules: the first that fits gives the status.
import type { StateSnapshot } from "@langchain/langgraph";

export interface Summary {
  status: "not there" | "failed" | "paused" | "unfinished" | "finished";
  step: number | null;
  next: string[];
  asks: unknown[];
  errors: string[];
  ran: string[];
}

type Facts = Omit<Summary, "status">;

const RULES: readonly [Summary["status"], (facts: Facts) => boolean][] = [
  // A checkpoint always has a number; the oldest is -1.
  ["not there", ({ step }) => step === null],
  ["failed", ({ errors }) => errors.length > 0],
  ["paused", ({ asks }) => asks.length > 0],
  ["unfinished", ({ next }) => next.length > 0],
  ["finished", () => true],
];

export function summarise(snapshot: StateSnapshot, before: StateSnapshot | null): Summary {
  const facts: Facts = {
    step: typeof snapshot.metadata?.step === "number" ? snapshot.metadata.step : null,
    next: snapshot.next,
    asks: [],
    errors: [],
    ran: [],
  };
  for (const task of snapshot.tasks as { interrupts: { value?: unknown }[]; error?: { message: string } }[]) {
    for (const { value } of task.interrupts) facts.asks.push(value);
    if (task.error) facts.errors.push(task.error.message);
  }
  if (snapshot.metadata?.source === "loop")
    for (const name of before?.next ?? []) if (!name.startsWith("__")) facts.ran.push(name);
  const [status] = RULES.find(([, fits]) => fits(facts))!;
  return { status, ...facts };
}
