// All that is read of a file, as plain data in which ids are replaced by names that repeat from run to run.
import { type NamespaceTree, type TreeNode, forkTree } from "../../src/inspect/fork-tree.ts";
import type { Channel, CheckpointKey, PendingWrite, SaverFile, ValueDiff } from "../../src/inspect/saver-file.ts";

export function tellFile(file: SaverFile): unknown {
  const tree = forkTree(file.checkpoints());
  const namespaces = tree.threads.flatMap((thread) => thread.namespaces);
  const names = new Map(namespaces.flatMap(nodesOf).map(({ row, name }) => [row.id, name]));
  const [first, ...others] = namespaces.filter(({ namespace }) => namespace === "").map(({ latest }) => latest.row);
  const told = {
    namespaces: namespaces.map((each) => tellNamespace(each, file)),
    threads: others.map((other) => tellComparison(file, first!, other)),
  };
  return JSON.parse(withNames(JSON.stringify(told), names));
}

/** Oldest first. */
export function nodesOf({ roots }: NamespaceTree): TreeNode[] {
  const nodes = [...roots];
  for (const node of nodes) nodes.push(...node.children);
  return nodes.toSorted((left, right) => (left.row.id < right.row.id ? -1 : 1));
}

function tellNamespace(tree: NamespaceTree, file: SaverFile): unknown {
  const { thread, namespace, lane, anchor, roots, latest } = tree;
  const leaves = nodesOf(tree).filter((node) => node.children.length === 0 && node !== latest);
  return {
    thread,
    namespace,
    lane,
    anchor: anchor && `${anchor.namespace} ${anchor.id}`,
    roots: roots.map(({ name }) => name),
    latest: latest.name,
    checkpoints: nodesOf(tree).map((node) => tellNode(node, file)),
    ...(leaves.length > 0 && { leaves: leaves.map(({ row }) => tellComparison(file, row, latest.row)) }),
  };
}

function tellNode({ row, name, parent, turn, leadsToLatest, danglingBecause }: TreeNode, file: SaverFile): unknown {
  const { channels, writes } = file.state(row);
  return {
    name,
    parent: parent?.name ?? null,
    ...(danglingBecause !== null && { danglingBecause }),
    turn,
    leadsToLatest,
    source: row.source,
    step: row.step,
    next: row.next.toSorted(),
    finished: row.finished.toSorted(),
    interrupts: row.interrupts,
    errors: row.errors.toSorted(),
    values: Object.fromEntries(channels.filter(({ internal }) => !internal).map(tellChannel)),
    internal: channels.filter(({ internal }) => internal).map((channel) => channel.name),
    writes: writes.map(tellWrite).toSorted(),
    ...(parent && { since: tellSince(file, parent.row, row) }),
  };
}

function tellChannel({ name, value, json }: Channel): [string, unknown] {
  return [name, json === null ? { shown: value } : JSON.parse(json)];
}

/** Parallel tasks have ids in no order. */
function tellWrite({ node, by, channel, kind, value }: PendingWrite): string {
  const who = node ?? (by === undefined ? "unknown" : `by ${by}`);
  return `${who}: ${kind} ${channel} = ${JSON.stringify(value)}`;
}

/** The parent is the ancestor, and nothing ran to come to it. */
function tellSince(file: SaverFile, parent: CheckpointKey, child: CheckpointKey): unknown {
  const { ancestor, ran, ...comparison } = file.compare(parent, child);
  if (ancestor?.id !== parent.id || ran.left.length > 0) throw new TypeError("not what its parent is");
  return { ran: ran.right.toSorted(), changes: changesOf(comparison) };
}

function tellComparison(file: SaverFile, left: CheckpointKey, right: CheckpointKey): unknown {
  const { ancestor, ran, next, ...comparison } = file.compare(left, right);
  const between = [left, right].map(({ thread, id }) => `${thread} ${id}`);
  const meet = ancestor && `${ancestor.thread} ${ancestor.id}`;
  return { between, ancestor: meet, ranLeft: ran.left, ranRight: ran.right, next, changes: changesOf(comparison) };
}

function changesOf({ channels }: Pick<ReturnType<SaverFile["compare"]>, "channels">): string[] {
  return channels
    .filter(({ change, internal }) => change !== "same" && !internal)
    .flatMap(({ name, change, parts }) =>
      parts.length === 0 ? [`${change} ${name}`] : parts.map((part) => tellPart(name, part)),
    );
}

function tellPart(channel: string, { path, change }: ValueDiff): string {
  return `${change} ${[channel, ...path].join(".")}`;
}

/** Checkpoints by their names, tasks by the order in which they appear, questions by none. */
function withNames(text: string, names: ReadonlyMap<string, string>): string {
  const others = new Map<string, string>();
  return text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => {
      if (!others.has(id)) others.set(id, `task-${others.size + 1}`);
      return names.get(id) ?? others.get(id)!;
    })
    .replaceAll(/[0-9a-f]{32}/g, "question");
}
