// The same two tools from the other end: every row that a super-step left says through its parent what was called, and
// a replay is recognised by what was not there before.
import type { Pregel, StateSnapshot } from "@langchain/langgraph";

type App = Pregel<any, any>;

export async function callsOfReplay(app: App, thread: string, checkpoint: string): Promise<Record<string, number>> {
  const rows = await rowsById(app, thread);
  let calls: string[] = [];
  // From every row up to the checkpoint: the longest chain of super-steps is one whole run behind it.
  for (const row of rows.values()) {
    const chain: string[] = [];
    let at: StateSnapshot | undefined = row;
    while (at && id(at) !== checkpoint && at.metadata?.source === "loop") {
      const parent: StateSnapshot | undefined = rows.get(at.parentConfig?.configurable?.checkpoint_id);
      chain.push(...(parent?.next ?? []));
      at = parent;
    }
    if (at && id(at) === checkpoint && chain.length > calls.length) calls = chain;
  }
  const nodes = [...new Set(calls)].filter((node) => node !== "__start__");
  return Object.fromEntries(nodes.map((node) => [node, calls.filter((call) => call === node).length]));
}

export async function replay(
  app: App,
  thread: string,
  checkpoint: string,
): Promise<{ end: unknown; proof: string | null }> {
  const before = await rowsById(app, thread);
  let end: unknown;
  const config = { configurable: { thread_id: thread, checkpoint_id: checkpoint } };
  for await (const values of await app.stream(null, { ...config, streamMode: "values" })) end = values;

  const added = [...(await rowsById(app, thread)).values()].filter((row) => !before.has(id(row)));
  // Nothing was left to stream where nothing was left to run.
  end ??= (await app.getState(config)).values;
  return { end, proof: added.map(id).sort()[0] ?? null };
}

async function rowsById(app: App, thread: string): Promise<Map<string, StateSnapshot>> {
  const rows = new Map<string, StateSnapshot>();
  for await (const row of app.getStateHistory({ configurable: { thread_id: thread } })) rows.set(id(row), row);
  return rows;
}

const id = ({ config }: StateSnapshot): string => config.configurable?.checkpoint_id;
