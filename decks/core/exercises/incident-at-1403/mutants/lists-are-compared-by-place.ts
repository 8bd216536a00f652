// Wrong: compares values by identity.
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

/** The newest checkpoint, its parent, and so on up to the root. */
async function lineage(desk: Desk, thread: string): Promise<StateSnapshot[]> {
  const rows = new Map<string, StateSnapshot>();
  for await (const row of desk.getStateHistory({ configurable: { thread_id: thread } }))
    rows.set(idOf(row.config), row);
  const line: StateSnapshot[] = [];
  for (let row = [...rows.values()][0]; row; row = rows.get(idOf(row.parentConfig))) line.push(row);
  return line;
}

const lastBad = (line: readonly StateSnapshot[]) => line.findLast(({ values }) => isBad(values))!;

/** The id of the first bad checkpoint that the newest one descends from. */
export async function firstBad(desk: Desk, thread: string): Promise<string> {
  return idOf(lastBad(await lineage(desk, thread)).config);
}

/** Forks where the rate can still be mended, goes on, and resolves with the values at the end. */
export async function mend(desk: Desk, thread: string, rate: number): Promise<Values> {
  const { parentConfig } = lastBad(await lineage(desk, thread));
  return (await desk.invoke(null, await desk.updateState(parentConfig!, { rate }))) as Values;
}

/** The names of the fields whose values differ, in alphabetical order. */
export function changed(before: Values, after: Values): string[] {
  const names = Object.keys({ ...before, ...after }) as (keyof Values)[];
  return names.filter((name) => before[name] !== after[name]).sort();
}
