// Wrong: goes back in the history until a row is good.
import type { Pregel, StateSnapshot } from "@langchain/langgraph";

type Desk = Pregel<any, any>;
interface Values {
  readonly amount: number;
  readonly rate: number;
  readonly price: number;
  readonly answers: string[];
}

const isBad = ({ price }: Partial<Values>) => price !== undefined && price < 0;

const idOf = (config: StateSnapshot["config"] | undefined): string => config?.configurable?.checkpoint_id ?? "";

/** The newest rows, as long as they are bad. */
async function badRows(desk: Desk, thread: string): Promise<StateSnapshot[]> {
  const rows: StateSnapshot[] = [];
  for await (const row of desk.getStateHistory({ configurable: { thread_id: thread } })) {
    if (!isBad(row.values)) break;
    rows.push(row);
  }
  return rows;
}

/** The id of the first bad checkpoint that the newest one descends from. */
export async function firstBad(desk: Desk, thread: string): Promise<string> {
  return idOf((await badRows(desk, thread)).at(-1)?.config);
}

/** Forks where the rate can still be mended, goes on, and resolves with the values at the end. */
export async function mend(desk: Desk, thread: string, rate: number): Promise<Values> {
  const { parentConfig } = (await badRows(desk, thread)).at(-1)!;
  return (await desk.invoke(null, await desk.updateState(parentConfig!, { rate }))) as Values;
}

/** The names of the fields whose values differ, in alphabetical order. */
export function changed(before: Values, after: Values): string[] {
  const names = Object.keys({ ...before, ...after }) as (keyof Values)[];
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name])).sort();
}
