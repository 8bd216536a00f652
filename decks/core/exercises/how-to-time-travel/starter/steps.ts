// The steps that a plan is made of, and what each does. Given: it is put back before grading.
import type { StateSnapshot } from "@langchain/langgraph";
import type { Desk } from "./desk.ts";

export type Step =
  | "read-history"
  | "pick-newest"
  | "pick-before-check"
  | "edit-the-thread"
  | "edit-the-picked"
  | "run-input-from-picked"
  | "run-null-from-picked"
  | "run-null-from-edit";

/** Does the steps one after another; throws when a step needs what no step before it has got. */
export async function follow(plan: readonly Step[], desk: Desk, thread: string, text: string): Promise<void> {
  const config = { configurable: { thread_id: thread } };
  let history: StateSnapshot[] | undefined;
  let picked: StateSnapshot | undefined;
  let edited: object | undefined;
  const pick = (wanted: (row: StateSnapshot) => boolean) => (picked = need(history, "history").find(wanted));
  const steps: Record<Step, () => unknown> = {
    "read-history": async () => (history = await readAll(desk, thread)),
    "pick-newest": () => pick(() => true),
    "pick-before-check": () => pick(({ next }) => next[0] === "check"),
    "edit-the-thread": async () => (edited = await desk.updateState(config, { text })),
    "edit-the-picked": async () => (edited = await desk.updateState(need(picked, "snapshot").config, { text })),
    "run-input-from-picked": () => desk.invoke({ text }, need(picked, "snapshot").config),
    "run-null-from-picked": () => desk.invoke(null, need(picked, "snapshot").config),
    "run-null-from-edit": () => desk.invoke(null, need(edited, "edit")),
  };
  for (const step of plan) {
    if (!Object.hasOwn(steps, step)) throw new RangeError(`there is no step ${JSON.stringify(step)}`);
    await steps[step]();
  }
}

/** The rows of a thread in the order in which they were written. `row-1` is the oldest. */
export async function rowsOf(desk: Desk, thread: string) {
  const all = (await readAll(desk, thread)).reverse();
  const idOf = (config: StateSnapshot["config"] | undefined) =>
    config?.configurable?.checkpoint_id as string | undefined;
  return all.map(({ parentConfig, metadata, next, values }, n) => ({
    id: `row-${n + 1}`,
    parent: parentConfig ? `row-${all.findIndex((row) => idOf(row.config) === idOf(parentConfig)) + 1}` : "–",
    step: metadata?.step ?? 0,
    source: String(metadata?.source),
    next: next.join() || "–",
    text: String(values.text ?? "–"),
  }));
}

async function readAll(desk: Desk, thread: string): Promise<StateSnapshot[]> {
  const rows = [];
  for await (const row of desk.getStateHistory({ configurable: { thread_id: thread } })) rows.push(row);
  return rows;
}

function need<Thing>(thing: Thing | undefined, what: string): Thing {
  if (thing === undefined) throw new RangeError(`no ${what} yet`);
  return thing;
}
