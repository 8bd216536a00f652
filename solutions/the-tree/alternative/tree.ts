// The same tree from its roots: children are sorted under their parents first, then each branch is walked to its end.
import type { Pregel } from "@langchain/langgraph";

interface Row {
  readonly id: string;
  readonly parent: string | null;
  readonly depth: number;
  readonly branch: string;
}

export async function tree(app: Pregel<any, any>, thread: string): Promise<Row[]> {
  const { order, children, roots } = await family(app, thread);
  const rows = new Map<string, Row>();
  const open: Row[] = roots.map((id) => ({ id, parent: null, depth: 0, branch: id }));
  for (let row = open.pop(); row; row = open.pop()) {
    rows.set(row.id, row);
    const { id: parent, branch } = row;
    const depth = row.depth + 1;
    (children.get(parent) ?? []).forEach((id, nth) =>
      open.push({ id, parent, depth, branch: nth === 0 ? branch : id }),
    );
  }
  return order.map((id) => rows.get(id)!);
}

export async function head(app: Pregel<any, any>, thread: string, checkpoint: string): Promise<string> {
  const { children } = await family(app, thread);
  let at = checkpoint;
  for (let next = children.get(at)?.[0]; next; next = children.get(at)?.[0]) at = next;
  return at;
}

async function family(app: Pregel<any, any>, thread: string) {
  const parents = new Map<string, string | undefined>();
  for await (const { config, parentConfig } of app.getStateHistory({ configurable: { thread_id: thread } }))
    parents.set(config.configurable?.checkpoint_id, parentConfig?.configurable?.checkpoint_id);
  // Ids sort by when they were made.
  const order = [...parents.keys()].sort();
  const children = new Map<string, string[]>();
  const roots: string[] = [];
  for (const id of order) {
    const parent = parents.get(id);
    if (parent === undefined || !parents.has(parent)) roots.push(id);
    else children.set(parent, [...(children.get(parent) ?? []), id]);
  }
  return { order, children, roots };
}
