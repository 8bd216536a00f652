// Goes up by getState, one parent at a time, and edits as the node before.
import type { Pregel, StateSnapshot } from "@langchain/langgraph";

type Desk = Pregel<any, any>;
interface Values {
  readonly amount: number;
  readonly rate: number;
  readonly price: number;
  readonly answers: string[];
}

const isBad = ({ price }: Partial<Values>) => price !== undefined && price < 0;

async function badRow(desk: Desk, thread: string): Promise<StateSnapshot> {
  let row: StateSnapshot = await desk.getState({ configurable: { thread_id: thread } });
  let bad = row;
  while (row.parentConfig) {
    row = await desk.getState(row.parentConfig);
    if (isBad(row.values)) bad = row;
  }
  return bad;
}

/** The id of the first bad checkpoint that the newest one descends from. */
export async function firstBad(desk: Desk, thread: string): Promise<string> {
  return (await badRow(desk, thread)).config.configurable?.checkpoint_id;
}

/** Forks where the rate can still be mended, goes on, and resolves with the values at the end. */
export async function mend(desk: Desk, thread: string, rate: number): Promise<Values> {
  const { parentConfig } = await badRow(desk, thread);
  const fork = await desk.updateState(parentConfig!, { rate }, "read");
  return (await desk.invoke(null, fork)) as Values;
}

/** The names of the fields whose values differ, in alphabetical order. */
export function changed(before: Values, after: Values): string[] {
  const differs = (name: keyof Values) => `${before[name]}` !== `${after[name]}`;
  return (["amount", "answers", "price", "rate"] as const).filter(differs);
}
