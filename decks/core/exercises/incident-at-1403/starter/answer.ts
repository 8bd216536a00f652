// Your answer: where it went wrong, what it would have been, and the difference.
import type { Desk, Values } from "./incident.ts";

/** The id of the first bad checkpoint that the newest one descends from. */
export async function firstBad(desk: Desk, thread: string): Promise<string> {
  const { config } = await desk.getState({ configurable: { thread_id: thread } });
  return config.configurable?.checkpoint_id;
}

/** Forks where the rate can still be mended, goes on, and resolves with the values at the end. */
export async function mend(desk: Desk, thread: string, rate: number): Promise<Values> {
  const config = { configurable: { thread_id: thread } };
  await desk.updateState(config, { rate });
  return (await desk.getState(config)).values;
}

/** The names of the fields whose values differ, in alphabetical order. */
export function changed(before: Values, after: Values): string[] {
  return before === after ? [] : ["everything"];
}
